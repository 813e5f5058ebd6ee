//! A server of the tests' own that stands for a language model: it answers well, slowly, wrongly or not at all.

use crate::world::trainer;
use image::RgbImage;
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;
use tiny_http::{Header, Request, Response};

/// Photos, with two captions each.
pub const PHOTOS: usize = 4;
/// Their captions.
pub const CAPTIONS: usize = 2 * PHOTOS;

/// What the server does instead of answering.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Fails with a status, and perhaps with a header.
    Status(u16, Option<(&'static str, String)>),
    /// Sends something that is no completion.
    Body(&'static str),
    /// Sends this text as its answer.
    Text(&'static str),
    /// Answers after the client's patience.
    Slow,
}

/// A question that reached the server.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What is asked for.
    pub stage: &'static str,
    /// Which model should answer.
    pub model: String,
    /// The caption, with what is asked about it.
    pub text: String,
    /// The photo, where one is sent.
    pub image: Option<String>,
    /// The key of the endpoint.
    pub key: Option<String>,
}

/// How the server behaves, and what it saw.
#[derive(Default)]
pub struct Script {
    /// The questions so far.
    pub seen: Vec<Seen>,
    /// For the next questions, one each.
    pub faults: VecDeque<Fault>,
    /// For all questions after so many.
    pub end: Option<(usize, Fault)>,
    /// For all questions of a stage with these words in them.
    pub about: Option<(&'static str, &'static str, Fault)>,
}

/// A server that translates, scores and mends.
pub struct Server {
    http: Arc<tiny_http::Server>,
    /// Its base address.
    pub address: String,
    /// Its script, for changes while it runs.
    pub script: Arc<Mutex<Script>>,
}

impl Server {
    /// Starts it.
    pub fn start(script: Script) -> Self {
        let http = Arc::new(tiny_http::Server::http("127.0.0.1:0").expect("a port"));
        let script = Arc::new(Mutex::new(script));
        let address = format!("http://{}/v1", http.server_addr());
        // As many as the command asks at the same time, and one that waits out its patience.
        for _ in 0..4 {
            let (http, script) = (http.clone(), script.clone());
            thread::spawn(move || {
                while let Ok(request) = http.recv() {
                    answer(&script, request);
                }
            });
        }
        Self {
            http,
            address,
            script,
        }
    }

    /// Questions that reached it.
    pub fn seen(&self) -> Vec<Seen> {
        self.script.lock().expect("whole").seen.clone()
    }

    /// Questions that reached it, by stage.
    pub fn counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for seen in self.seen() {
            *counts.entry(seen.stage).or_default() += 1;
        }
        counts
    }

    /// `ldat` of a data set into languages.
    pub fn ldat(&self, data: &Path, to: &str) -> Command {
        self.ldat_with(data, to, &[])
    }

    /// With other values for some of the options.
    pub fn ldat_with(&self, data: &Path, to: &str, others: &[(&str, &str)]) -> Command {
        let mut command = trainer("ldat");
        for name in [
            "http_proxy",
            "HTTP_PROXY",
            "all_proxy",
            "ALL_PROXY",
            "OPENAI_API_KEY",
        ] {
            command.env_remove(name);
        }
        command.arg("--data").arg(data);
        let mut options = BTreeMap::from([
            ("--to", to),
            ("--endpoint", &self.address),
            ("--model", "small"),
            ("--rate", "500"),
            ("--parallel", "3"),
            ("--retries", "3"),
            ("--timeout", "2"),
        ]);
        options.extend(others.iter().copied());
        for (name, value) in options {
            command.args([name, value]);
        }
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        (0..4).for_each(|_| self.http.unblock());
    }
}

fn answer(script: &Mutex<Script>, mut request: Request) {
    assert_eq!(request.url(), "/v1/chat/completions");
    let header = request
        .headers()
        .iter()
        .find(|header| header.field.equiv("authorization"));
    let key = header.map(|header| header.value.to_string());
    // A client that is killed sends half a question.
    let Ok(body) = serde_json::from_reader::<_, Value>(request.as_reader()) else {
        return;
    };
    let system = body["messages"][0]["content"]
        .as_str()
        .expect("a task")
        .to_string();
    let user = &body["messages"][1]["content"];
    let text = user
        .as_str()
        .or(user[0]["text"].as_str())
        .expect("a text")
        .to_string();
    let stage = ["translate", "judge", "mend"]
        .into_iter()
        .find(|stage| system.contains(stage))
        .expect("a stage");
    let fault = {
        let mut script = script.lock().expect("whole");
        script.seen.push(Seen {
            stage,
            model: body["model"].as_str().expect("a model").into(),
            text: text.clone(),
            image: user[1]["image_url"]["url"].as_str().map(String::from),
            key,
        });
        let count = script.seen.len();
        let end = script
            .end
            .clone()
            .filter(|(after, _)| count > *after)
            .map(|(_, fault)| fault);
        let about = script.about.clone();
        let about = about.filter(|(of, words, _)| *of == stage && text.contains(words));
        let about = about.map(|(_, _, fault)| fault);
        script.faults.pop_front().or(end).or(about)
    };
    let number = text.chars().rev().find(|c| c.is_ascii_digit()).expect("a number");
    let content = match (stage, system.contains("French")) {
        ("judge", _) if number == '3' => "<think>It says nothing of jeans.</think>20".to_string(),
        ("judge", _) => "90".to_string(),
        ("mend", true) => format!("une meilleure description, {number}"),
        ("mend", false) => format!("更好的描述{number}"),
        (_, true) => format!("« une personne de numéro {number} »"),
        (_, false) => format!("第{number}号人物"),
    };
    let mut response = match &fault {
        None => Response::from_string(completion(&content)),
        Some(Fault::Text(text)) => Response::from_string(completion(text)),
        Some(Fault::Body(body)) => Response::from_string(*body),
        Some(Fault::Slow) => {
            thread::sleep(Duration::from_secs(4));
            Response::from_string(completion(&content))
        }
        Some(Fault::Status(status, _)) => {
            Response::from_string(r#"{"error":{"message":"the test says no"}}"#).with_status_code(*status)
        }
    };
    if let Some(Fault::Status(_, Some((name, value)))) = fault {
        response.add_header(Header::from_bytes(name, value).expect("a header"));
    }
    // The client may be gone.
    let _ = request.respond(response);
}

/// What a server sends.
pub fn completion(text: &str) -> String {
    json!({ "choices": [{ "message": { "role": "assistant", "content": text } }] }).to_string()
}

/// An English data set in the form of RSTPReid; the captions end in the number of their photo.
pub fn english(scratch: &Path) -> PathBuf {
    let folder = scratch.join("RSTPReid");
    fs::create_dir_all(folder.join("imgs")).expect("a folder");
    let entry = |n: usize| {
        let path = format!("{n}.png");
        RgbImage::from_pixel(8, 16, [n as u8, 0, 0].into())
            .save(folder.join("imgs").join(&path))
            .expect("a photo");
        let captions = [
            format!("a man in a long red coat, number {n}"),
            format!("blue jeans and white shoes, {n}"),
        ];
        json!({ "split": "train", "id": n, "img_path": path, "captions": captions })
    };
    let entries: Vec<Value> = (0..PHOTOS).map(entry).collect();
    fs::write(
        folder.join("data_captions.json"),
        Value::from(entries).to_string(),
    )
    .expect("written");
    folder
}

/// The list of a language.
pub fn list(folder: &Path, language: &str) -> Vec<Value> {
    let path = folder.join(format!("train_reid_{language}.json"));
    serde_json::from_slice(&fs::read(path).expect("a list")).expect("JSON")
}
