//! The words of a comment that is to silence findings: `ignore[rule, rule] -- reason`, or `ignore-file`, `disable`, `enable`.

use crate::frontend::Wrong;
use crate::source::Language;

/// What such a comment says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    /// How far it reaches.
    pub reach: Reach,
    /// The rules as written, each once.
    pub rules: Vec<String>,
    /// Why.
    pub reason: Option<String>,
}

/// How far such a comment reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// One statement: `ignore`.
    Statement,
    /// The whole file: `ignore-file`.
    File,
    /// From here on: `disable`.
    Start,
    /// What `disable` began ends here: `enable`.
    End,
}

/// What a comment can say. What a function of Rust does, no comment tells.
fn meant(language: Language) -> &'static str {
    match language {
        Language::C | Language::Cpp => {
            "`ignore[...]` silences findings; `closes(1)` and the like say what a function does"
        }
        Language::Rust => "`ignore[...]` silences findings",
    }
}

fn wrong<T>(problem: impl Into<String>, hint: impl Into<String>) -> Result<T, Wrong> {
    Err(Wrong { problem: problem.into(), hint: hint.into() })
}

/// Reads the text behind `sockleak:`.
pub fn read(body: &str, language: Language) -> Result<Ignore, Wrong> {
    let word = &body[..body.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(body.len())];
    let reach = match word {
        "ignore" => Reach::Statement,
        "ignore-file" => Reach::File,
        "disable" => Reach::Start,
        "enable" => Reach::End,
        "" => return wrong("this comment does not say what to do", "`ignore[...]` is missing"),
        _ => return wrong(format!("`{word}` is nothing that a comment can say"), meant(language)),
    };
    let Some(list) = body[word.len()..].trim_start().strip_prefix('[') else {
        return wrong(format!("`{word}` names no rules"), "the rules follow in brackets, as in `ignore[eof-leak]`");
    };
    let Some((list, rest)) = list.split_once(']') else {
        return wrong(format!("the rules of `{word}` have no end"), "`]` is missing");
    };
    let mut rules: Vec<String> = Vec::new();
    for rule in list.split(',').map(str::trim).filter(|rule| !rule.is_empty()) {
        if !rules.iter().any(|known| known == rule) {
            rules.push(rule.to_owned());
        }
    }
    if rules.is_empty() {
        return wrong(format!("`{word}` names no rules"), "the rules are to stand between the brackets");
    }
    Ok(Ignore { reach, rules, reason: reason(rest)? })
}

/// Blanks and line ends in it become one blank.
fn reason(rest: &str) -> Result<Option<String>, Wrong> {
    let rest = rest.trim();
    match rest.strip_prefix("--") {
        None if rest.is_empty() => Ok(None),
        None => wrong("what follows the rules is no reason", "a reason begins with `--`"),
        Some(reason) => {
            let words: Vec<&str> = reason.split_whitespace().collect();
            Ok((!words.is_empty()).then(|| words.join(" ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_reasons() {
        let ignore = read("ignore[eof-leak, socket-leak,eof-leak] -- kept\n open -- for ever", Language::C).unwrap();
        assert_eq!(ignore.rules, ["eof-leak", "socket-leak"]);
        assert_eq!(ignore.reason.as_deref(), Some("kept open -- for ever"));
        assert_eq!(ignore.reach, Reach::Statement);
        let ignore = read("ignore-file [a]--", Language::C).unwrap();
        assert!(ignore.reach == Reach::File && ignore.rules == ["a"] && ignore.reason.is_none());
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let problem = |body| read(body, Language::C).unwrap_err().problem;
        for body in ["ignore", "ignore eof-leak", "ignore(eof-leak)", "ignore[]", "ignore[ , ]"] {
            assert_eq!(problem(body), "`ignore` names no rules", "{body}");
        }
        assert_eq!(problem("ignore[a"), "the rules of `ignore` have no end");
        assert_eq!(problem("ignore[a] the caller closes it"), "what follows the rules is no reason");
        assert_eq!(problem("ignored[a]"), "`ignored` is nothing that a comment can say");
        assert_eq!(problem("[a]"), "this comment does not say what to do");
        let hint = |language| read("closes(1", language).unwrap_err().hint;
        assert!(hint(Language::C).contains("closes") && !hint(Language::Rust).contains("closes"));
    }
}
