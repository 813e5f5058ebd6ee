//! Writes these types down for the page's scripts, or finds that what is written is out of date.

use crate::*;
use std::env;
use std::fs;
use std::path::Path;
use ts_rs::{Config, TS};

/// The file, from this crate's folder.
const FILE: &str = "../../www/js/worker/protocol.d.ts";
/// Set to write the file.
const WRITE: &str = "WRITE_PROTOCOL";
const WIDTH: usize = 120;

#[test]
fn the_page_knows_these_types() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    let text = file();
    if env::var_os(WRITE).is_some() {
        fs::write(&path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == text,
        "{FILE} is not what the Rust types say: run `{WRITE}=1 cargo test -p protocol`"
    );
}

fn file() -> String {
    let mut text = format!(
        "// The messages between the page and its worker, written by `{WRITE}=1 cargo test -p protocol` from crates/protocol,\n\
         // which describes how they follow each other.\n"
    );
    for declared in [
        declared::<Request>(),
        declared::<Reply>(),
        declared::<FinderFiles>(),
        declared::<Photo>(),
        declared::<Skipped>(),
        declared::<SkipReason>(),
        declared::<Backend>(),
        declared::<Fallback>(),
        declared::<FallbackReason>(),
        declared::<Speeds>(),
        declared::<Refused>(),
        declared::<Trouble>(),
        declared::<TroubleKind>(),
        declared::<Stage>(),
        declared::<Spent>(),
        declared::<Work>(),
        declared::<ForwardInputs>(),
        declared::<Delivery>(),
        declared::<Prepared>(),
    ] {
        text += &format!("\n{declared}");
    }
    text
}

/// A type with its comment.
fn declared<T: TS>() -> String {
    let comment = T::docs().map_or(String::new(), |docs| format!("{}\n", comment(&docs, "")));
    format!("{comment}export {}\n", laid_out(&T::decl(&Config::new())))
}

/// A comment in one line where it fits; names of Rust lose their brackets.
fn comment(text: &str, indent: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.trim().trim_start_matches("/**").trim_end_matches("*/"))
        .map(|line| line.trim().trim_start_matches('*').trim())
        .map(|line| line.replace("[`", "`").replace("`]", "`"))
        .filter(|line| !line.is_empty())
        .collect();
    match lines.as_slice() {
        [line] if indent.len() + line.len() + 7 <= WIDTH => format!("{indent}/** {line} */"),
        lines => {
            let inner: String = lines.iter().map(|line| format!("{indent} * {line}\n")).collect();
            format!("{indent}/**\n{inner}{indent} */")
        }
    }
}

/// A declaration, which comes in one line but for comments, with a line for each variant and each field.
fn laid_out(declaration: &str) -> String {
    let mut out = String::new();
    let mut brackets = 0;
    let is_enum = declaration.contains("} | {") || (declaration.len() > WIDTH && !declaration.contains('{'));
    let (declaration, top) = match is_enum {
        true => (declaration.replacen(" = ", " = | ", 1), 1),
        false => (declaration.to_owned(), 0),
    };
    let declaration = declaration
        .replace("\"type\":", "type:")
        .replace("\"data\":", "data:");
    let mut depth: usize = top;
    let indent = |depth: usize| "  ".repeat(depth);
    let mut rest = declaration.as_str();
    while let Some(next) = rest.chars().next() {
        if let Some(end) = rest.starts_with("/**").then(|| rest.find("*/")).flatten() {
            out.truncate(out.trim_end().len());
            out += &format!(
                "\n{}\n{}",
                comment(&rest[..end + 2], &indent(depth)),
                indent(depth)
            );
            rest = rest[end + 2..].trim_start();
            continue;
        }
        rest = &rest[next.len_utf8()..];
        match next {
            // Nothing but a name.
            '{' if rest
                .find('}')
                .is_some_and(|end| !rest[..end].contains(['{', ','])) =>
            {
                let end = rest.find('}').unwrap_or_default();
                out += &format!("{{{}}}", &rest[..end]);
                rest = &rest[end + 1..];
            }
            '{' => {
                depth += 1;
                out += &format!("{{\n{}", indent(depth));
                rest = rest.trim_start();
            }
            '}' => {
                depth -= 1;
                out.truncate(out.trim_end().len());
                out += &format!("\n{}}}", indent(depth));
            }
            ',' if brackets == 0 => {
                out += &format!(",\n{}", indent(depth));
                rest = rest.trim_start();
            }
            '|' if is_enum && depth == top => {
                out.truncate(out.trim_end().len());
                out += "\n  |";
            }
            '[' | '<' => {
                brackets += 1;
                out.push(next);
            }
            ']' | '>' => {
                brackets -= 1;
                out.push(next);
            }
            other => out.push(other),
        }
    }
    let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
    lines.join("\n")
}
