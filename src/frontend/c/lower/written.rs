//! Keywords that a repair wrote over the name of a macro: `EACH(x, list) {` is parsed as `while(x, list) {`, and
//! `CHECK(x, return -1);` as `if   (x) return -1 ;`. The text before the repairs still has the macro's name, so it shows
//! which keywords these are, and what the macro's arguments mean is guessed from the name.

use super::context::{Lowerer, field, parts};
use super::scope::Binding;
use crate::frontend::c::syntax::Node;
use crate::ir::{BlockId, LocalKind, Rvalue};

/// When a macro's body or jump is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taken {
    IfTrue,
    IfFalse,
    Unknown,
}

impl Taken {
    fn from_name(name: &str) -> Taken {
        let lower = name.to_ascii_lowercase();
        for part in lower.split('_') {
            match part {
                "if" | "when" | "fail" | "failif" | "err" | "error" => return Taken::IfTrue,
                "unless" | "check" | "assert" | "require" | "requires" | "verify" | "ensure" | "expect" | "must"
                | "or" | "ifnot" | "else" => return Taken::IfFalse,
                _ => {}
            }
        }
        Taken::Unknown
    }
}

impl<'a> Lowerer<'a> {
    /// The macro's name if a repair wrote the keyword at the start of `node`.
    pub(super) fn overwritten(&self, node: Node<'a>) -> Option<&'a str> {
        let start = node.start_byte();
        let name = self.before.text.get(start..)?;
        let length = name.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
        let name = std::str::from_utf8(&name[..length]).ok()?;
        let is_there = self.source(node).as_bytes().starts_with(name.as_bytes());
        (!is_there && !name.is_empty()).then_some(name)
    }

    /// The head of the statement `owner`, whose keyword stands over the macro `name`.
    pub(super) fn macro_head(
        &mut self,
        owner: Node<'a>,
        name: &str,
        cond: Node<'a>,
        then: BlockId,
        otherwise: BlockId,
    ) {
        self.statement = (cond.start_byte(), cond.end_byte());
        let mut arguments = Vec::new();
        self.arguments_of(cond, &mut arguments);
        let is_loop = owner.kind() == "while_statement";
        let taken = if is_loop { Taken::Unknown } else { Taken::from_name(name) };
        let from = usize::from(taken != Taken::Unknown);
        for &argument in arguments.iter().skip(from) {
            // What a macro does with a value is not known; it may well look at it.
            self.value(argument);
        }
        match (taken, arguments.first()) {
            (Taken::IfTrue, Some(first)) => self.cond(*first, then, otherwise),
            (Taken::IfFalse, Some(first)) => self.cond(*first, otherwise, then),
            _ => {
                let is_jump = field(owner, "consequence").is_some_and(|body| body.kind() != "compound_statement");
                if is_loop {
                    self.step_of_loop(&arguments);
                } else if is_jump {
                    self.opaque_head(owner);
                }
                let span = self.span(owner);
                self.either(then, otherwise, span);
            }
        }
    }

    /// The variables that the loop runs over have other values each time. They are local, and they come first or are
    /// pointers: `EACH(i, n)`, `ITERATE(list, element, next)`.
    fn step_of_loop(&mut self, arguments: &[Node<'a>]) {
        for (position, argument) in arguments.iter().enumerate().filter(|(_, node)| node.kind() == "identifier") {
            let Some(&Binding::Local(local)) = self.scopes.lookup(self.source(*argument)) else { continue };
            let place = self.builder.places().local(local);
            let is_auto = self.builder.function().local(local).kind == LocalKind::Auto;
            if is_auto && (position == 0 || self.is_pointer(place)) {
                let span = self.span(*argument);
                self.assign(place, Rvalue::Unknown, span);
            }
        }
    }

    /// The parts of a comma expression in parentheses.
    fn arguments_of(&self, node: Node<'a>, into: &mut Vec<Node<'a>>) {
        let mut stack = vec![node];
        while let Some(node) = stack.pop() {
            match node.kind() {
                "parenthesized_expression" if into.is_empty() => stack.extend(parts(node).into_iter().rev()),
                "comma_expression" => stack.extend(parts(node).into_iter().rev()),
                _ => into.push(node),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Taken;

    #[test]
    fn names_tell_when() {
        let names = ["CHECK", "goto_if", "RETURN_IF", "ensure_or", "UNLESS", "DO"].map(Taken::from_name);
        use Taken::{IfFalse, IfTrue, Unknown};
        assert_eq!(names, [IfFalse, IfTrue, IfTrue, IfFalse, IfFalse, Unknown]);
    }
}
