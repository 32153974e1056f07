//! Assertions: `assert(x)`, and what test frameworks call so. The path goes on only where they hold. Frameworks are seldom
//! among the files that are checked, so their macros are known by name alone.

use super::context::{Lowerer, field, parts};
use crate::frontend::c::syntax::Node;
use crate::ir::{BlockId, CmpOp, Cond, Const, Terminator};

/// What an assertion claims.
enum Claim<'a> {
    /// The expression is true.
    Holds(Node<'a>),
    /// It is false.
    Fails(Node<'a>),
    /// The two are related so.
    Compares(Node<'a>, CmpOp, Node<'a>),
}

impl<'a> Lowerer<'a> {
    /// Lowers the call `node` if it is an assertion of which no definition is known.
    pub(super) fn assertion(&mut self, node: Node<'a>) -> bool {
        let Some(name) = self.called_name(node).filter(|name| !self.env.functions.contains_key(*name)) else {
            return false;
        };
        let args = field(node, "arguments").map(parts).unwrap_or_default();
        let Some(claim) = claim(name, &args) else { return false };
        let [holds, fails] = [(); 2].map(|()| self.builder.new_block());
        self.claimed(claim, node, holds, fails);
        self.builder.switch_to(fails);
        let span = self.span(node);
        self.builder.end(Terminator::Diverge { span });
        self.builder.switch_to(holds);
        true
    }

    fn claimed(&mut self, claim: Claim<'a>, whole: Node<'a>, holds: BlockId, fails: BlockId) {
        match claim {
            Claim::Holds(node) => self.cond(node, holds, fails),
            Claim::Fails(node) => self.cond(node, fails, holds),
            Claim::Compares(left, op, right) => match (self.constant(left), self.constant(right)) {
                (_, Some(Const::Int(value))) => self.compare((left, op, value), whole, holds, fails),
                (Some(Const::Int(value)), _) => self.compare((right, op.swap(), value), whole, holds, fails),
                _ => {
                    let (lhs, rhs) = (self.value(left), self.value(right));
                    self.branch(Cond { lhs, op, rhs }, holds, fails, self.span(whole));
                }
            },
        }
    }
}

/// What a call of `name` claims, if it sounds like an assertion: `assert`, `ck_assert_msg`, `TEST_ASSERT_NOT_NULL`,
/// `assert_int_equal`, `ASSERT_GE`, `fail_unless`.
fn claim<'a>(name: &str, args: &[Node<'a>]) -> Option<Claim<'a>> {
    let lower = name.to_ascii_lowercase();
    let words: Vec<&str> = lower.split('_').filter(|word| !word.is_empty()).collect();
    let has = |word: &str| words.contains(&word);
    let first = args.first().copied().filter(|first| !is_text(*first))?;
    if has("fail") && (has("unless") || has("if")) {
        return Some(if has("if") { Claim::Fails(first) } else { Claim::Holds(first) });
    }
    if !has("assert") || ["str", "string", "mem", "memory", "array"].into_iter().any(has) {
        return None;
    }
    let is_not = has("not") || has("non");
    if let Some(op) = words.iter().find_map(|word| relation(word)) {
        let op = if is_not { op.negate() } else { op };
        return Some(Claim::Compares(first, op, *args.get(1)?));
    }
    match words.iter().any(|word| matches!(*word, "false" | "null" | "zero")) != is_not {
        true => Some(Claim::Fails(first)),
        false => Some(Claim::Holds(first)),
    }
}

fn relation(word: &str) -> Option<CmpOp> {
    Some(match word {
        "eq" | "equal" | "equals" => CmpOp::Eq,
        "ne" => CmpOp::Ne,
        "lt" => CmpOp::Lt,
        "le" => CmpOp::Le,
        "gt" => CmpOp::Gt,
        "ge" => CmpOp::Ge,
        _ => return None,
    })
}

fn is_text(node: Node) -> bool {
    matches!(node.kind(), "string_literal" | "concatenated_string")
}
