//! The marks in a fixture: what sockleak must say, and where. `testdata/README.md` tells how to write them.

use std::fmt;

/// What starts a mark.
const MARK: &str = "//~";

/// What a mark asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// A finding.
    Finding,
    /// A finding that is wrong, known to be made today.
    FalsePositive,
    /// A finding that is missed today.
    FalseNegative,
}

/// One mark.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The line it speaks of, from 1.
    pub line: usize,
    /// The rule.
    pub rule: String,
    /// Whether the finding's level is note.
    pub is_note: bool,
    /// What it asks for.
    pub claim: Claim,
}

/// What is known of a handle where a probe stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// The line of the call of `sockleak_state`, from 1.
    pub line: usize,
    /// The possible states, sorted, joined by `|`.
    pub states: String,
}

/// A fixture without its marks, and the marks.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// The text that sockleak sees: each mark is blanked up to the end of its line, so that no mark counts as a comment.
    pub text: String,
    /// Marks of findings, in the order of lines.
    pub marks: Vec<Mark>,
    /// Marks of states.
    pub probes: Vec<Probe>,
    /// Marks that cannot be read, with their lines.
    pub errors: Vec<String>,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let note = if self.is_note { "note " } else { "" };
        write!(f, "line {}: {note}{}", self.line, self.rule)
    }
}

impl fmt::Display for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: state {}", self.line, self.states)
    }
}

impl Marked {
    /// Takes the marks out of a fixture's text.
    pub fn new(text: &str) -> Marked {
        let mut marked = Marked::default();
        let mut last = 0;
        for (index, line) in text.split_inclusive('\n').enumerate() {
            let code = line.find(MARK).unwrap_or(line.len());
            marked.text.push_str(&line[..code]);
            let rest = &line[code..];
            marked.text.extend(rest.chars().map(|letter| if letter == '\n' || letter == '\r' { letter } else { ' ' }));
            for mark in rest.split(MARK).skip(1) {
                if let Err(message) = marked.add(index + 1, mark.trim(), &mut last) {
                    marked.errors.push(format!("line {}: {message}", index + 1));
                }
            }
        }
        marked.marks.sort();
        marked
    }

    /// Reads marks that stand beside a file: on each line the number of a line and what would follow `//~` there.
    pub fn beside(text: &str) -> Marked {
        let mut marked = Marked::default();
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            let (number, rest) = line.split_once(' ').unwrap_or((line, ""));
            let read =
                number.parse().map_err(|_| format!("`{number}` is no line")).and_then(|at| mark(at, rest.trim()));
            match read {
                Ok(mark) => marked.marks.push(mark),
                Err(message) => marked.errors.push(message),
            }
        }
        marked
    }

    /// Reads the text behind one `//~`. `last` is the line that the mark before it speaks of.
    fn add(&mut self, here: usize, text: &str, last: &mut usize) -> Result<(), String> {
        let (line, text) = match text.strip_prefix('|') {
            Some(text) => (*last, text),
            None => {
                let up = text.bytes().take_while(|byte| *byte == b'^').count();
                (here.saturating_sub(up), &text[up..])
            }
        };
        *last = line;
        let text = text.trim();
        if let Some(states) = text.strip_prefix("state:") {
            self.probes.push(Probe { line, states: states.trim().to_owned() });
            return Ok(());
        }
        self.marks.push(mark(line, text)?);
        Ok(())
    }
}

fn mark(line: usize, text: &str) -> Result<Mark, String> {
    let mut words = text.split_whitespace().peekable();
    let claim = match words.peek() {
        Some(&"FP") => Claim::FalsePositive,
        Some(&"FN") => Claim::FalseNegative,
        _ => Claim::Finding,
    };
    if claim != Claim::Finding {
        words.next();
    }
    let is_note = words.next_if_eq(&"note").is_some();
    let word = words.next().unwrap_or_default();
    let rule = if claim == Claim::Finding { word } else { word.strip_suffix(':').unwrap_or_default() };
    let is_id = !rule.is_empty() && rule.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    let reasoned = (claim == Claim::Finding) != words.peek().is_some();
    if is_id && reasoned {
        Ok(Mark { line, rule: rule.to_owned(), is_note, claim })
    } else {
        Err(format!("cannot read the mark `{text}`"))
    }
}

/// What differs between the marks and what was found, each as a line of text.
pub fn compare(marks: &[Mark], found: &[Mark]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut left: Vec<&Mark> = found.iter().collect();
    for mark in marks {
        let at = left
            .iter()
            .position(|other| (other.line, &other.rule, other.is_note) == (mark.line, &mark.rule, mark.is_note));
        if let Some(at) = at {
            left.remove(at);
        }
        match (mark.claim, at.is_some()) {
            (Claim::Finding, true) | (Claim::FalsePositive, true) | (Claim::FalseNegative, false) => {}
            (Claim::Finding, false) => wrong.push(format!("missing    {mark}")),
            (Claim::FalsePositive, false) => wrong.push(format!("drop the FP mark, it is silent now    {mark}")),
            (Claim::FalseNegative, true) => {
                wrong.push(format!("make the FN mark a plain one, it is found now    {mark}"))
            }
        }
    }
    wrong.extend(left.iter().map(|found| format!("unexpected {found}")));
    wrong
}
