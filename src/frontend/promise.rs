//! What people promise of a function: what it does with its arguments, and whether it hands out a socket.

use super::annotation::{Annotation, Subject, Wrong};
use crate::ir::Name;
use crate::source::{Span, decode_line};
use std::collections::BTreeMap;

/// What becomes of an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// It is closed.
    Closes,
    /// It is taken over: the caller need not close it.
    Owns,
    /// It is only borrowed: the caller still has to close it.
    Keeps,
}

impl Duty {
    /// All of them.
    const ALL: [Duty; 3] = [Duty::Closes, Duty::Owns, Duty::Keeps];

    /// As it is written in a comment.
    pub fn word(self) -> &'static str {
        match self {
            Duty::Closes => "closes",
            Duty::Owns => "owns",
            Duty::Keeps => "keeps",
        }
    }
}

/// The word for a result that is a fresh socket.
const FRESH: &str = "returns-socket";

/// A parameter of a function.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Param {
    /// Its name; empty if it has none.
    pub name: Name,
    /// Whether it is a pointer or an array, as far as its declarator shows.
    pub is_pointer: bool,
}

/// What is promised of one function.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Promise {
    /// What becomes of arguments, by their positions from 0; each once, sorted.
    pub duties: Vec<(u32, Duty)>,
    /// Whether its result is a fresh socket, which the caller has to close.
    pub is_fresh: bool,
    /// In Rust: the variant of its result that holds that socket, if it is none itself: `Ok`, `Some`.
    pub success: Option<Name>,
    /// Arguments that it says it needs open, as GCC's `fd_arg` does, by their positions: counts only where nothing better is
    /// known.
    pub needs: Vec<u32>,
    /// Its parameters.
    pub params: Vec<Param>,
}

impl Promise {
    /// What becomes of the argument at `param`, if that is promised.
    pub fn duty(&self, param: u32) -> Option<Duty> {
        self.duties.iter().find(|(known, _)| *known == param).map(|(_, duty)| *duty)
    }

    /// Whether it counts though the function's body is at hand.
    pub fn is_binding(&self) -> bool {
        self.is_fresh || !self.duties.is_empty()
    }

    /// Adds what `other` says of the same function, unless that contradicts it: then the two that do, this one first, by
    /// position and duty.
    pub fn add(&mut self, other: &Promise) -> Vec<(u32, Duty, Duty)> {
        let mut contradictions = Vec::new();
        for &(param, duty) in &other.duties {
            match self.duty(param) {
                Some(known) if known != duty => contradictions.push((param, known, duty)),
                Some(_) => {}
                None => self.duties.push((param, duty)),
            }
        }
        self.duties.sort();
        if other.is_fresh {
            self.is_fresh = true;
            self.success = self.success.take().or_else(|| other.success.clone());
        }
        self.needs.extend(&other.needs);
        self.needs.sort_unstable();
        self.needs.dedup();
        if self.params.is_empty() {
            self.params.clone_from(&other.params);
        }
        contradictions
    }

    /// A duty as a comment would say it.
    pub fn show(param: u32, duty: Duty) -> String {
        format!("`{}({})`", duty.word(), param + 1)
    }
}

/// A promise, and where it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promised {
    /// The function.
    pub function: Name,
    /// Whether only its file can call it.
    pub is_static: bool,
    /// What is promised.
    pub promise: Promise,
    /// The comment; `None` for attributes.
    pub comment: Option<Span>,
}

/// What a file tells sockleak besides its code.
#[derive(Debug, Default)]
pub struct Said {
    /// Its comments for sockleak, in source order.
    pub annotations: Vec<Annotation>,
    /// What it promises of functions: attributes first, then comments.
    pub promised: Vec<Promised>,
}

/// Whether the text behind `sockleak:` speaks of what a function does.
pub fn is_promise(body: &str) -> bool {
    let word = &body[..body.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(body.len())];
    let is_called = body[word.len()..].trim_start().starts_with('(');
    let is_known = word == FRESH || Duty::ALL.iter().any(|duty| duty.word() == word);
    is_known || is_called && !word.is_empty() && !word.starts_with("ignore")
}

/// The head of a function, as its promises need it.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its name.
    pub name: Name,
    /// Its parameters.
    pub params: Vec<Param>,
    /// Whether its result is no number.
    pub gives_no_number: bool,
    /// The variant of its result that holds a number, if it is an enum.
    pub success: Option<Name>,
    /// Whether only its file can call it.
    pub is_static: bool,
}

/// Reads the text behind `sockleak:`; what can be understood counts though the rest cannot.
pub fn read(body: &str, head: &Head) -> (Promise, Vec<Wrong>) {
    let mut promise = Promise { params: head.params.clone(), ..Promise::default() };
    let mut wrong = Vec::new();
    let body = body.split("--").next().unwrap_or_default();
    for clause in body.split(',').map(str::trim) {
        match read_one(clause, head) {
            Ok(Clause::Fresh) => {
                promise.is_fresh = true;
                promise.success.clone_from(&head.success);
            }
            Ok(Clause::Duty(param, duty)) => {
                let one = Promise { duties: vec![(param, duty)], ..Promise::default() };
                wrong.extend(
                    promise.add(&one).into_iter().map(|found| contradiction(found, "what is said first counts")),
                );
            }
            Err(found) => wrong.push(found),
        }
    }
    (promise, wrong)
}

/// What comments promise of the functions of a file, which `head_at` finds by what a comment speaks of; what is wrong is noted
/// with the comments.
pub fn promised_by<'h>(
    text: &[u8],
    annotations: &mut [Annotation],
    head_at: &dyn Fn(Span) -> Option<&'h Head>,
) -> Vec<Promised> {
    let mut all = Vec::new();
    let mut known: BTreeMap<Name, Promise> = BTreeMap::new();
    for annotation in annotations.iter_mut().filter(|annotation| annotation.is_promise) {
        let Some(head) = annotation.statement().and_then(head_at) else {
            annotation.wrong.extend(no_function(annotation.subject));
            continue;
        };
        let body = decode_line(&text[annotation.body.range()]);
        let (promise, wrong) = read(&body, head);
        annotation.wrong.extend(wrong);
        let first = known.entry(head.name.clone()).or_default();
        let told = first.add(&promise).into_iter();
        annotation.wrong.extend(told.map(|found| contradiction(found, "what is said first counts")));
        all.push(head.promised(promise, Some(annotation.comment)));
    }
    all
}

/// A comment that speaks of no function; what was not read may be one.
fn no_function(subject: Subject) -> Option<Wrong> {
    let problem = match subject {
        Subject::Unread(_) => return None,
        Subject::Statement(_) => "no function is declared or defined here",
        Subject::Directive => "this comment stands on a preprocessor line, which declares no function",
        Subject::Nothing => "no function follows this comment",
    };
    let hint = "it is to stand above a function's prototype or definition, or on its line";
    Some(Wrong { problem: problem.to_owned(), hint: hint.to_owned() })
}

/// Tells of a contradiction: what was said before, and what is said now.
pub fn contradiction((param, known, duty): (u32, Duty, Duty), hint: &str) -> Wrong {
    let problem = format!("{} contradicts {}", Promise::show(param, duty), Promise::show(param, known));
    Wrong { problem, hint: hint.to_owned() }
}

enum Clause {
    Fresh,
    Duty(u32, Duty),
}

fn read_one(clause: &str, head: &Head) -> Result<Clause, Wrong> {
    let wrong = |problem: String, hint: &str| Err(Wrong { problem, hint: hint.to_owned() });
    const CAN: &str = "it can be `closes(N)`, `owns(N)`, `keeps(N)` or `returns-socket`";
    if clause == FRESH {
        return match head.gives_no_number {
            true => wrong(format!("the result of `{}` is no socket", head.name), "a socket is a number"),
            false => Ok(Clause::Fresh),
        };
    }
    let Some((word, rest)) = clause.split_once('(') else {
        return match Duty::ALL.iter().find(|duty| duty.word() == clause) {
            Some(_) => {
                wrong(format!("`{clause}` names no argument"), "the argument follows in parentheses, as in `closes(1)`")
            }
            None => wrong(format!("`{clause}` is nothing that a function can do"), CAN),
        };
    };
    let Some(duty) = Duty::ALL.into_iter().find(|duty| duty.word() == word.trim()) else {
        return wrong(format!("`{}` is nothing that a function can do", word.trim()), CAN);
    };
    match rest.trim_end().strip_suffix(')') {
        Some(argument) => Ok(Clause::Duty(head.position(argument.trim())?, duty)),
        None => wrong(format!("`{clause}` has no end"), "`)` is missing"),
    }
}

impl Head {
    /// What is promised of the function.
    pub fn promised(&self, promise: Promise, comment: Option<Span>) -> Promised {
        Promised { function: self.name.clone(), is_static: self.is_static, promise, comment }
    }

    /// The position from 0 of the parameter that is named, or counted from 1.
    fn position(&self, argument: &str) -> Result<u32, Wrong> {
        let number = argument.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let by_name = || self.params.iter().position(|param| param.name.as_str() == argument && !argument.is_empty());
        let found = number.filter(|number| *number < self.params.len()).or_else(by_name);
        found.map(|at| at as u32).ok_or_else(|| Wrong {
            problem: format!("`{}` has no parameter `{argument}`", self.name),
            hint: self.choices(),
        })
    }

    fn choices(&self) -> String {
        let names: Vec<String> = self
            .params
            .iter()
            .filter(|param| !param.name.as_str().is_empty())
            .map(|param| format!("`{}`", param.name))
            .collect();
        match (self.params.len(), names.len()) {
            (0, _) => "it has none".to_owned(),
            (all, named) if all == named => format!("it has {}", names.join(", ")),
            (1, _) => "it has one, without a name".to_owned(),
            (all, _) => format!("it has {all}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Head {
        let param = |name: &str, is_pointer| Param { name: Name::new(name), is_pointer };
        let params = vec![param("fd", false), param("peer", true)];
        Head { name: Name::new("f"), params, gives_no_number: false, success: None, is_static: false }
    }

    #[test]
    fn several_clauses_and_a_reason() {
        let (promise, wrong) = read("closes(fd), keeps(2),returns-socket -- the pool, says so", &head());
        assert_eq!(wrong, []);
        assert_eq!(promise.duties, [(0, Duty::Closes), (1, Duty::Keeps)]);
        assert!(promise.is_fresh && promise.is_binding());
    }

    #[test]
    fn what_is_wrong_is_told_and_the_rest_counts() {
        let problem = |body: &str| read(body, &head()).1.into_iter().map(|wrong| wrong.problem).collect::<Vec<_>>();
        assert_eq!(problem("closes(3)"), ["`f` has no parameter `3`"]);
        assert_eq!(problem("closes(0), owns(sock)"), ["`f` has no parameter `0`", "`f` has no parameter `sock`"]);
        assert_eq!(problem("closes"), ["`closes` names no argument"]);
        assert_eq!(problem("closes(1"), ["`closes(1` has no end"]);
        assert_eq!(problem("closes(1),"), ["`` is nothing that a function can do"]);
        assert_eq!(problem("frees(1)"), ["`frees` is nothing that a function can do"]);
        assert_eq!(problem("closes(1), keeps(fd)"), ["`keeps(1)` contradicts `closes(1)`"]);
        assert_eq!(read("closes(1), keeps(fd)", &head()).0.duties, [(0, Duty::Closes)]);
        assert_eq!(problem("returns-socket"), [""; 0]);
    }

    #[test]
    fn promises_are_told_from_suppressions() {
        assert!(
            is_promise("closes(1)") && is_promise("returns-socket") && is_promise("owns") && is_promise("frees(1)")
        );
        assert!(!is_promise("ignore[x]") && !is_promise("ignore(x)") && !is_promise("closed") && !is_promise("(1)"));
    }
}
