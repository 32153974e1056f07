//! Where statements begin, and what each brace encloses, as far as tokens tell.

use super::tokens::{Kind, Tokens};
use super::words;

/// What a bracket encloses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inside {
    /// Statements.
    Block,
    /// Members of a struct or union.
    Members,
    /// Values: an initialiser, an enum, parentheses, an index.
    Values,
}

/// What the tokens say about the text's structure.
pub(super) struct Shape {
    /// Per token: whether a statement begins there.
    starts: Vec<bool>,
    /// Per token: what the innermost bracket around it encloses.
    insides: Vec<Option<Inside>>,
    /// The brace that opens the function's body.
    body: Option<usize>,
}

struct Open {
    /// The bracket.
    at: usize,
    inside: Inside,
    /// Number of `?` in the current statement that wait for their `:`.
    choices: u32,
}

impl Shape {
    pub(super) fn new(tokens: &Tokens) -> Shape {
        let mut shape = Shape { starts: vec![false; tokens.len()], insides: vec![None; tokens.len()], body: None };
        let mut stack: Vec<Open> = Vec::new();
        let mut is_label_end = false;
        for index in 0..tokens.len() {
            let inside = stack.last().map(|open| open.inside);
            shape.insides[index] = inside;
            shape.starts[index] = inside == Some(Inside::Block)
                && if tokens.is(index - 1, ":") { is_label_end } else { shape.begins_after(tokens, index - 1) };
            if tokens.kind(index) != Some(Kind::Punct) {
                continue;
            }
            match tokens.source(index) {
                "(" | "[" => stack.push(Open { at: index, inside: Inside::Values, choices: 0 }),
                "{" => {
                    let inside = shape.brace(tokens, index, inside);
                    if stack.is_empty() && inside == Inside::Block {
                        shape.body.get_or_insert(index);
                    }
                    stack.push(Open { at: index, inside, choices: 0 });
                }
                ")" | "]" | "}" => close(&mut stack, tokens.partner(index)),
                "?" => stack.last_mut().into_iter().for_each(|open| open.choices += 1),
                ":" => {
                    let choices = stack.last().map_or(0, |open| open.choices);
                    is_label_end = choices == 0;
                    stack.last_mut().into_iter().for_each(|open| open.choices = choices.saturating_sub(1));
                }
                ";" => stack.last_mut().into_iter().for_each(|open| open.choices = 0),
                _ => {}
            }
        }
        shape
    }

    pub(super) fn body(&self) -> Option<usize> {
        self.body
    }

    /// Whether a statement or declaration of the body begins at token `index`.
    pub(super) fn is_start(&self, index: usize) -> bool {
        self.starts.get(index).copied().unwrap_or(false)
    }

    /// What the innermost bracket around token `index` encloses; nothing around the head.
    pub(super) fn inside(&self, index: usize) -> Option<Inside> {
        self.insides.get(index).copied().flatten()
    }

    /// Whether token `last` ends a statement or the head of one.
    fn begins_after(&self, tokens: &Tokens, last: usize) -> bool {
        if !matches!(tokens.kind(last), Some(Kind::Punct | Kind::Keyword)) {
            return false;
        }
        match tokens.source(last) {
            ";" | "{" | "else" | "do" => true,
            // Behind an initialiser's brace, no statement begins before the semicolon.
            "}" => tokens.partner(last).is_none_or(|open| self.inside(open + 1) == Some(Inside::Block)),
            ")" => {
                let open = tokens.partner(last).unwrap_or(0);
                words::has_condition(tokens.source(open.wrapping_sub(1)))
            }
            _ => false,
        }
    }

    /// What the brace at `index` encloses.
    fn brace(&self, tokens: &Tokens, index: usize, around: Option<Inside>) -> Inside {
        let Some(last) = index.checked_sub(1) else { return Inside::Block };
        match tokens.source(last) {
            "]" if tokens.is_cpp()
                && !tokens.partner(last).is_some_and(|open| tokens.is_name(open.wrapping_sub(1))) =>
            {
                // The body of a lambda without parameters.
                Inside::Block
            }
            "=" | "," | "]" | "return" => Inside::Values,
            _ if tokens.is_cpp() && self.makes_object(tokens, last) => Inside::Values,
            "{" => around.unwrap_or(Inside::Block),
            ")" => self.brace_behind_group(tokens, last, around),
            _ if around == Some(Inside::Values) && !tokens.is(last, "(") => Inside::Values,
            word if tokens.is_word(last) => {
                let keyword = if words::is_tag(word) { word } else { tokens.source(last.wrapping_sub(1)) };
                match keyword {
                    "struct" | "union" => Inside::Members,
                    "enum" => Inside::Values,
                    _ => Inside::Block,
                }
            }
            _ => Inside::Block,
        }
    }

    /// `T{` and `T<U>{`, but no macro at a statement's start, and no class.
    fn makes_object(&self, tokens: &Tokens, last: usize) -> bool {
        let before = last.wrapping_sub(1);
        let is_class = tokens.is_any(before, &["class", "struct", "union", "enum", "namespace"]);
        tokens.is(last, ">") || tokens.is_name(last) && !self.is_start(last) && !is_class
    }

    /// `if (x) {`, `f(x) {` and `EACH(x) {` hold statements, `(struct s) {` and `y = LITERAL(x) {` hold values.
    fn brace_behind_group(&self, tokens: &Tokens, close: usize, around: Option<Inside>) -> Inside {
        let Some(open) = tokens.partner(close) else { return Inside::Block };
        let before = open.wrapping_sub(1);
        // A function inside the function has its type before the name.
        let is_function =
            tokens.is_name(before) && before > 0 && (tokens.is_word(before - 1) && !tokens.is(before - 1, "return"));
        let is_lambda = tokens.is_cpp() && tokens.is(before, "]");
        let is_statement = is_lambda
            || tokens.is(before, "catch")
            || words::has_condition(tokens.source(before))
            || tokens.is_name(before) && self.is_start(before)
            || around == Some(Inside::Block) && is_function;
        match around {
            None => Inside::Block,
            Some(_) if is_statement => Inside::Block,
            Some(_) => Inside::Values,
        }
    }
}

/// Closes the bracket `at`, and with it those that were left open inside it.
fn close(stack: &mut Vec<Open>, at: Option<usize>) {
    while at.is_some_and(|at| stack.pop_if(|open| open.at >= at).is_some()) {}
}
