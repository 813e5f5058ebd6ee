//! A server that speaks OpenAI's chat protocol, asked patiently.

use super::pace::{Pace, backoff};
use crate::error::{Error, Result};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use ureq::Agent;

/// Longest answer that is read.
const MAX_ANSWER: u64 = 4 << 20;
/// Characters of a server's message that are shown.
const SHOWN: usize = 300;

/// Why a request has no answer after all repetitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// This request alone: others may do better.
    Refused(String),
    /// The server: others would do no better.
    Down(String),
}

/// What went wrong in one attempt.
enum Trouble {
    /// Another attempt may help, after this pause where the server named one.
    Later(String, Option<Duration>),
    /// This request will never be answered.
    Refused(String),
    /// No request will.
    Fatal(String),
}

/// One question to a model.
#[derive(Clone, Debug)]
pub struct Question {
    /// Name of the model.
    pub model: String,
    /// What its task is.
    pub system: String,
    /// What it is asked.
    pub user: String,
    /// The photo as a `data:` address.
    pub image: Option<String>,
}

impl Question {
    fn body(&self, temperature: Option<f64>) -> Value {
        let user = match &self.image {
            None => json!(self.user),
            Some(address) => json!([
                { "type": "text", "text": self.user },
                { "type": "image_url", "image_url": { "url": address } },
            ]),
        };
        let mut body = json!({
            "model": self.model,
            "messages": [
                { "role": "system", "content": self.system },
                { "role": "user", "content": user },
            ],
        });
        if let Some(temperature) = temperature {
            body["temperature"] = json!(temperature);
        }
        body
    }
}

/// Where questions go.
pub struct Endpoint {
    agent: Agent,
    address: String,
    key: Option<String>,
    temperature: Option<f64>,
    retries: u32,
    pace: Pace,
    requests: AtomicUsize,
}

/// How an endpoint is asked.
#[derive(Clone, Copy, Debug)]
pub struct Manners {
    /// Most requests in a second.
    pub rate: f64,
    /// Seconds until a request counts as failed.
    pub timeout: f64,
    /// Repetitions of a request.
    pub retries: u32,
    /// Sampling temperature.
    pub temperature: Option<f64>,
}

impl Endpoint {
    /// An endpoint below a base address.
    ///
    /// # Errors
    /// When the address is none, or a number makes no sense.
    pub fn new(base: &str, key: Option<String>, manners: Manners) -> Result<Self> {
        if !base.starts_with("http://") && !base.starts_with("https://") {
            return Err(Error::Input(format!(
                "--endpoint {base}: expected an address such as http://127.0.0.1:8080/v1"
            )));
        }
        for (name, value) in [("--rate", manners.rate), ("--timeout", manners.timeout)] {
            if !(1e-3..=1e6).contains(&value) {
                return Err(Error::Input(format!(
                    "{name} {value}: expected a number from 0.001 to 1000000"
                )));
            }
        }
        let config = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs_f64(manners.timeout)))
            .http_status_as_error(false)
            .user_agent(concat!("native_trainer/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self {
            agent: config.into(),
            address: format!("{}/chat/completions", base.trim_end_matches('/')),
            key,
            temperature: manners.temperature,
            retries: manners.retries,
            pace: Pace::new(manners.rate),
            requests: AtomicUsize::new(0),
        })
    }

    /// Requests so far.
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    /// Asks until `read` accepts an answer.
    ///
    /// # Errors
    /// With the reason of the last attempt.
    pub fn ask<T>(
        &self,
        question: &Question,
        read: impl Fn(&str) -> std::result::Result<T, String>,
    ) -> std::result::Result<T, Failure> {
        let body = question.body(self.temperature);
        let mut attempt = 0;
        loop {
            self.pace.wait();
            let failure = match self.attempt(&body) {
                Ok(answer) => match read(&answer) {
                    Ok(value) => return Ok(value),
                    Err(reason) => Failure::Refused(reason),
                },
                Err(Trouble::Fatal(reason)) => return Err(Failure::Down(reason)),
                Err(Trouble::Refused(reason)) => return Err(Failure::Refused(reason)),
                Err(Trouble::Later(reason, pause)) => {
                    self.pace.hold(pause.unwrap_or_else(|| backoff(attempt + 1)));
                    Failure::Down(reason)
                }
            };
            if attempt == self.retries {
                return Err(failure);
            }
            attempt += 1;
        }
    }

    fn attempt(&self, body: &Value) -> std::result::Result<String, Trouble> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let mut request = self.agent.post(&self.address);
        if let Some(key) = &self.key {
            request = request.header("Authorization", format!("Bearer {key}"));
        }
        let at = |reason: String| format!("{}: {reason}", self.address);
        let mut response = request
            .send_json(body)
            .map_err(|e| Trouble::Later(at(e.to_string()), None))?;
        let status = response.status().as_u16();
        let pause = response
            .headers()
            .get("retry-after")
            .and_then(|value| value.to_str().ok());
        let pause = pause.and_then(|value| value.trim().parse::<f64>().ok());
        let pause = pause
            .filter(|seconds| (0.0..1e6).contains(seconds))
            .map(Duration::from_secs_f64);
        let text = response
            .body_mut()
            .with_config()
            .limit(MAX_ANSWER)
            .read_to_string()
            .map_err(|e| Trouble::Later(at(e.to_string()), None))?;
        let message = || at(format!("status {status}: {}", shorten(&text)));
        match status {
            200..=299 => content(&text).ok_or_else(|| {
                Trouble::Later(at(format!("not a chat completion: {}", shorten(&text))), None)
            }),
            408 | 409 | 425 | 429 | 500..=599 => Err(Trouble::Later(message(), pause)),
            // What this very question is refused for: its length, its photo, a filter.
            400 | 413 | 415 | 422 => Err(Trouble::Refused(message())),
            _ => Err(Trouble::Fatal(message())),
        }
    }
}

/// The text of the first choice.
fn content(text: &str) -> Option<String> {
    let answer: Value = serde_json::from_str(text).ok()?;
    Some(
        answer
            .pointer("/choices/0/message/content")?
            .as_str()?
            .to_string(),
    )
}

fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANNERS: Manners = Manners {
        rate: 1.0,
        timeout: 1.0,
        retries: 0,
        temperature: None,
    };

    #[test]
    fn addresses_and_numbers_are_checked() {
        let endpoint = Endpoint::new("http://localhost/v1/", None, MANNERS).expect("an address");
        assert_eq!(endpoint.address, "http://localhost/v1/chat/completions");
        assert!(Endpoint::new("localhost/v1", None, MANNERS).is_err());
        for (rate, timeout) in [(0.0, 1.0), (-1.0, 1.0), (1.0, f64::NAN)] {
            let manners = Manners {
                rate,
                timeout,
                ..MANNERS
            };
            assert!(Endpoint::new("http://localhost", None, manners).is_err());
        }
    }

    #[test]
    fn answers_are_found_in_their_json() {
        let text = r#"{"choices":[{"message":{"role":"assistant","content":"un homme"}}]}"#;
        assert_eq!(content(text).as_deref(), Some("un homme"));
        for text in [
            "",
            "<html>",
            "{}",
            r#"{"choices":[]}"#,
            r#"{"choices":[{"message":{"content":null}}]}"#,
        ] {
            assert_eq!(content(text), None, "{text}");
        }
        assert_eq!(shorten(&"a b ".repeat(400)).chars().count(), SHOWN + 1);
    }

    #[test]
    fn photos_and_temperatures_are_sent_where_there_are_any() {
        let mut question = Question {
            model: "m".into(),
            system: "s".into(),
            user: "u".into(),
            image: None,
        };
        let body = question.body(None);
        assert_eq!(body["messages"][1]["content"], "u");
        assert!(body.get("temperature").is_none());
        question.image = Some("data:x".into());
        let body = question.body(Some(0.5));
        assert_eq!(body["messages"][1]["content"][1]["image_url"]["url"], "data:x");
        assert_eq!(body["temperature"], 0.5);
    }
}
