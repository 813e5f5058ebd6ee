//! A server that speaks OpenAI's chat protocol, asked patiently.

use super::completion::{Said, said};
use super::pace::{LONGEST, Pace, asked_pause, backoff};
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
    /// The server will not answer this question: a filter, its length, its photo.
    Refused(String),
    /// No answer to this question was usable; the next start may have more luck.
    Unusable(String),
    /// The server: other questions would do no better.
    Down(String),
}

/// What went wrong in one attempt.
enum Trouble {
    /// The server is overloaded or out of reach: another attempt may help, after this pause where it named one.
    Later(String, Option<Duration>),
    /// The server failed at this question, perhaps at others, too: another attempt may help.
    Failed(String, Option<Duration>),
    /// The server said nothing: perhaps by mistake, perhaps by a filter that does not give itself away.
    Silent(String),
    /// What was said is no answer.
    Unusable(String),
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
pub struct RequestPolicy {
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
    pub fn new(base: &str, key: Option<String>, policy: RequestPolicy) -> Result<Self> {
        if !base.starts_with("http://") && !base.starts_with("https://") {
            return Err(Error::Input(format!(
                "--endpoint {base}: expected an address such as http://127.0.0.1:8080/v1"
            )));
        }
        for (name, value) in [("--rate", policy.rate), ("--timeout", policy.timeout)] {
            if !(1e-3..=1e6).contains(&value) {
                return Err(Error::Input(format!(
                    "{name} {value}: expected a number from 0.001 to 1000000"
                )));
            }
        }
        let config = Agent::config_builder()
            .timeout_global(Some(Duration::from_secs_f64(policy.timeout)))
            .http_status_as_error(false)
            .user_agent(concat!("native_trainer/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Self {
            agent: config.into(),
            address: format!("{}/chat/completions", base.trim_end_matches('/')),
            key,
            temperature: policy.temperature,
            retries: policy.retries,
            pace: Pace::new(policy.rate),
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
                    Err(reason) => Failure::Unusable(reason),
                },
                Err(Trouble::Fatal(reason)) => return Err(Failure::Down(reason)),
                Err(Trouble::Refused(reason)) => return Err(Failure::Refused(reason)),
                Err(Trouble::Silent(reason)) => Failure::Refused(reason),
                Err(Trouble::Unusable(reason)) => Failure::Unusable(reason),
                Err(Trouble::Later(reason, pause)) => {
                    if let Some(pause) = pause.filter(|pause| *pause > LONGEST) {
                        let minutes = pause.as_secs().div_ceil(60);
                        return Err(Failure::Down(format!(
                            "{reason}; the server asks to come back in {minutes} minutes"
                        )));
                    }
                    self.pace.hold(pause.unwrap_or_else(|| backoff(attempt + 1)));
                    Failure::Down(reason)
                }
                Err(Trouble::Failed(reason, pause)) => {
                    self.pace
                        .hold(pause.map_or_else(|| backoff(attempt + 1), |pause| pause.min(LONGEST)));
                    Failure::Unusable(reason)
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
            .map_err(|e| unanswered(&e, at(e.to_string())))?;
        let status = response.status().as_u16();
        let headers = response.headers();
        let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        let pause = asked_pause(&header);
        let text = response
            .body_mut()
            .with_config()
            .limit(MAX_ANSWER)
            .read_to_string()
            .map_err(|e| unanswered(&e, at(e.to_string())))?;
        let message = || at(format!("status {status}: {}", shorten(&text)));
        match status {
            200..=299 => match said(&text) {
                Said::Text(answer) => Ok(answer),
                Said::Filtered(reason) => Err(Trouble::Refused(at(reason))),
                Said::Nothing(reason) => Err(Trouble::Silent(at(reason))),
                Said::Unusable(reason) => Err(Trouble::Unusable(at(reason))),
                Said::Other => Err(Trouble::Failed(
                    at(format!("not a chat completion: {}", shorten(&text))),
                    pause,
                )),
            },
            408 | 425 | 429 | 503 => Err(Trouble::Later(message(), pause)),
            409 | 500..=599 => Err(Trouble::Failed(message(), pause)),
            // What this very question is refused for: its length, its photo, a filter.
            400 | 403 | 413 | 414 | 415 | 422 | 451 => Err(Trouble::Refused(message())),
            _ => Err(Trouble::Fatal(message())),
        }
    }
}

/// A question that takes too long says nothing about others; a server out of reach does.
fn unanswered(error: &ureq::Error, reason: String) -> Trouble {
    match error {
        ureq::Error::Timeout(_) => Trouble::Failed(reason, None),
        _ => Trouble::Later(reason, None),
    }
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

    const POLICY: RequestPolicy = RequestPolicy {
        rate: 1.0,
        timeout: 1.0,
        retries: 0,
        temperature: None,
    };

    #[test]
    fn addresses_and_numbers_are_checked() {
        let endpoint = Endpoint::new("http://localhost/v1/", None, POLICY).expect("an address");
        assert_eq!(endpoint.address, "http://localhost/v1/chat/completions");
        assert!(Endpoint::new("localhost/v1", None, POLICY).is_err());
        for (rate, timeout) in [(0.0, 1.0), (-1.0, 1.0), (1.0, f64::NAN)] {
            let policy = RequestPolicy {
                rate,
                timeout,
                ..POLICY
            };
            assert!(Endpoint::new("http://localhost", None, policy).is_err());
        }
    }

    #[test]
    fn messages_are_cut() {
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
