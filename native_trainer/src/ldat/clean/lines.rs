//! Lines around an answer: rules, headings, bullets, prefaces of a line, remarks at the end.

use super::prefaces::is_preface;

/// Beginnings of remarks behind an answer.
const REMARKS: [&str; 22] = [
    "note",
    "notes",
    "(note",
    "[note",
    "explanation",
    "remark",
    "remarque",
    "remarques",
    "note :",
    "anmerkung",
    "hinweis",
    "nota",
    "let me know",
    "i hope",
    "feel free",
    "this translation",
    "please let",
    "注",
    "说明",
    "备注",
    "注意",
    "参考",
];

/// Without rules, headings, bullets, lines that are prefaces alone, and remarks at the end.
pub fn without_others(text: &str) -> String {
    let is_rule = |line: &str| line.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '—'));
    let plain = |line: &str| {
        let mut line = line.trim();
        line = line.trim_start_matches('#').trim_start();
        for bullet in ["> ", "- ", "* ", "• ", "1. ", "1) "] {
            line = line.strip_prefix(bullet).unwrap_or(line).trim_start();
        }
        line.to_string()
    };
    let mut lines: Vec<String> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !is_rule(line))
        .map(plain)
        .collect();
    while lines.len() > 1 && is_preface(&lines[0]) {
        lines.remove(0);
    }
    let is_remark = |line: &String| {
        let line = line.to_lowercase();
        REMARKS.iter().any(|remark| {
            line.strip_prefix(remark)
                .is_some_and(|rest| !remark.is_ascii() || !rest.starts_with(char::is_alphanumeric))
        })
    };
    if let Some(first) = lines.iter().skip(1).position(is_remark) {
        lines.truncate(first + 1);
    }
    lines.join("\n")
}
