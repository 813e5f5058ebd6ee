//! What a server says: the text of a chat completion, or why there is none.

use serde_json::Value;

/// What is in the body of a successful answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// The text of the first choice.
    Text(String),
    /// A filter keeps the answer back.
    Filtered(String),
    /// A completion without an answer in it.
    Nothing(String),
    /// An answer that breaks off, or thoughts without one.
    Unusable(String),
    /// No completion.
    Other,
}

/// Reads a completion, whole or as a stream of events.
pub fn said(body: &str) -> Said {
    match serde_json::from_str::<Value>(body) {
        Ok(value) => of_completion(&value),
        Err(_) => of_events(body).unwrap_or(Said::Other),
    }
}

fn of_completion(value: &Value) -> Said {
    if let Some(error) = value.get("error").filter(|error| !error.is_null()) {
        let code = error.get("code").and_then(Value::as_u64);
        let text = error["message"].as_str().unwrap_or_default();
        let words = error["code"].as_str().unwrap_or_default();
        let filtered = matches!(code, Some(400 | 403 | 451))
            || ["content", "filter", "policy", "moderat", "flagged"]
                .iter()
                .any(|sign| words.contains(sign));
        return match filtered {
            true => Said::Filtered(format!("an error: {text}")),
            false => Said::Other,
        };
    }
    let Some(choices) = value.get("choices").and_then(Value::as_array) else {
        return Said::Other;
    };
    let Some(choice) = choices.first() else {
        return Said::Nothing("no choices in the completion, as when a filter keeps the answer back".into());
    };
    let reason = choice["finish_reason"].as_str().unwrap_or_default();
    let message = &choice["message"];
    if reason.contains("filter") || reason == "refusal" || reason == "safety" {
        return Said::Filtered(format!(
            "a filter keeps the answer back (finish_reason {reason:?})"
        ));
    }
    if let Some(refusal) = message["refusal"].as_str().filter(|text| !text.is_empty()) {
        return Said::Filtered(format!("the model refuses: {refusal:?}"));
    }
    let text = text_of(&message["content"]).or_else(|| text_of(&choice["text"]));
    if matches!(reason, "length" | "max_tokens") {
        return Said::Unusable("the answer breaks off at the server's limit of tokens".into());
    }
    let text = text.filter(|text| !text.trim().is_empty());
    let thoughts = ["reasoning_content", "reasoning"].map(|name| text_of(&message[name]));
    match text {
        Some(text) => Said::Text(text),
        None if thoughts.into_iter().flatten().any(|text| !text.is_empty()) => {
            Said::Unusable("thoughts and no answer".into())
        }
        None => Said::Nothing("no content in the completion".into()),
    }
}

/// The text of a content: itself, or its parts but for thoughts and pictures.
fn text_of(content: &Value) -> Option<String> {
    let part = |part: &Value| match part {
        Value::String(text) => Some(text.clone()),
        part => {
            let spoken = matches!(part["type"].as_str(), None | Some("text" | "output_text"));
            part["text"].as_str().filter(|_| spoken).map(String::from)
        }
    };
    match content {
        Value::String(text) => Some(text.clone()),
        Value::Array(parts) => {
            let texts: Vec<String> = parts.iter().filter_map(part).collect();
            (!texts.is_empty()).then(|| texts.concat())
        }
        Value::Object(_) => part(content),
        _ => None,
    }
}

/// The text of a stream that nobody asked for; `None` where the body is none, or breaks off.
fn of_events(body: &str) -> Option<Said> {
    let events: Vec<&str> = body
        .lines()
        .filter_map(|line| line.strip_prefix("data:"))
        .collect();
    let (last, pieces) = events.split_last()?;
    if last.trim() != "[DONE]" {
        return None;
    }
    let (mut text, mut reason) = (String::new(), Value::Null);
    for piece in pieces {
        let value: Value = serde_json::from_str(piece).ok()?;
        let Some(choice) = value.pointer("/choices/0") else {
            continue;
        };
        text += &text_of(&choice["delta"]["content"]).unwrap_or_default();
        if choice["finish_reason"].is_string() {
            reason = choice["finish_reason"].clone();
        }
    }
    let content = match text.is_empty() {
        true => Value::Null,
        false => text.into(),
    };
    let whole =
        serde_json::json!({ "choices": [{ "finish_reason": reason, "message": { "content": content } }] });
    Some(of_completion(&whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(value: &Value) -> Said {
        said(&value.to_string())
    }

    #[test]
    fn texts_are_found_whole_in_parts_and_in_streams() {
        let text = Said::Text("un homme".into());
        let message = |content: Value| json!({ "choices": [{ "message": { "role": "assistant", "content": content } }] });
        assert_eq!(of(&message("un homme".into())), text);
        let parts = json!([
            { "type": "thinking", "thinking": [{ "type": "text", "text": "hm" }] },
            { "type": "text", "text": "un " },
            { "type": "reasoning", "text": "red" },
            { "type": "output_text", "text": "homme" },
        ]);
        assert_eq!(of(&message(parts)), text);
        let with_thoughts = json!({ "choices": [{ "finish_reason": "stop", "message": { "content": "un homme", "reasoning_content": "hm" } }] });
        assert_eq!(of(&with_thoughts), text);
        let stream = "data: {\"choices\":[{\"delta\":{\"content\":\"un \"}}]}\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"homme\"}}]}\n\ndata: [DONE]\n\n";
        assert_eq!(said(stream), text);
        assert_eq!(
            said(&stream.replace("data: [DONE]", "")),
            Said::Other,
            "broken off"
        );
    }

    #[test]
    fn reasons_for_no_text_are_told_apart() {
        let choice = |reason: &str, message: Value| {
            of(&json!({ "choices": [{ "finish_reason": reason, "message": message }] }))
        };
        for said in [
            choice("content_filter", Value::Null),
            choice("content_filter", json!({ "content": "un homme en" })),
            choice("stop", json!({ "content": null, "refusal": "no" })),
            of(&json!({ "error": { "code": 403, "message": "flagged" } })),
            of(&json!({ "error": { "code": "content_policy_violation", "message": "no" } })),
        ] {
            assert!(matches!(said, Said::Filtered(_)), "{said:?}");
        }
        for said in [
            of(&json!({ "choices": [] })),
            choice("stop", Value::Null),
            choice("stop", json!({ "content": null })),
            choice("stop", json!({ "content": " " })),
        ] {
            assert!(matches!(said, Said::Nothing(_)), "{said:?}");
        }
        for said in [
            choice("length", json!({ "content": "un homme en" })),
            choice("stop", json!({ "content": null, "reasoning": "hm" })),
        ] {
            assert!(matches!(said, Said::Unusable(_)), "{said:?}");
        }
        for body in [
            "",
            "<html>",
            "{}",
            "[]",
            "{\"error\":{\"code\":502,\"message\":\"x\"}}",
        ] {
            assert_eq!(said(body), Said::Other, "{body}");
        }
    }
}
