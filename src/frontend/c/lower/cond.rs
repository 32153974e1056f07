//! Conditions: short circuits and negations become edges, comparisons become branches.

use super::context::{Lowerer, field, parts};
use crate::frontend::c::syntax::Node;
use crate::ir::{BlockId, CmpOp, Cond, Const, Operand, Terminator};
use crate::source::Span;

/// What the names of calls hold that may ask for the contrary of their argument, in lower case.
const CONTRARY: [&str; 9] = ["fail", "err", "not", "bad", "invalid", "false", "wrong", "miss", "neg"];

fn comparison(operator: &str) -> Option<CmpOp> {
    Some(match operator {
        "==" => CmpOp::Eq,
        "!=" => CmpOp::Ne,
        "<" => CmpOp::Lt,
        "<=" => CmpOp::Le,
        ">" => CmpOp::Gt,
        ">=" => CmpOp::Ge,
        _ => return None,
    })
}

fn holds(op: CmpOp, left: i64, right: i64) -> bool {
    match op {
        CmpOp::Eq => left == right,
        CmpOp::Ne => left != right,
        CmpOp::Lt => left < right,
        CmpOp::Le => left <= right,
        CmpOp::Gt => left > right,
        CmpOp::Ge => left >= right,
    }
}

/// Operators that C++ lets one write as words.
const WORDS: [(&str, &str); 11] = [
    ("and", "&&"),
    ("or", "||"),
    ("not", "!"),
    ("not_eq", "!="),
    ("bitand", "&"),
    ("bitor", "|"),
    ("xor", "^"),
    ("compl", "~"),
    ("and_eq", "&="),
    ("or_eq", "|="),
    ("xor_eq", "^="),
];

impl<'a> Lowerer<'a> {
    pub(super) fn operator(&self, node: Node<'a>) -> &'a str {
        let operator = field(node, "operator").map_or("", |operator| self.source(operator));
        WORDS.iter().find(|(word, _)| *word == operator).map_or(operator, |(_, meant)| meant)
    }

    /// Whether `node` is `&&` or `||`.
    pub(super) fn is_short_circuit(&self, node: Node<'a>) -> bool {
        node.kind() == "binary_expression" && matches!(self.operator(node), "&&" | "||")
    }

    /// Whether the value of `node` is 1 or 0 by its operator.
    pub(super) fn is_logical(&self, node: Node<'a>) -> bool {
        match node.kind() {
            "binary_expression" => self.is_short_circuit(node) || comparison(self.operator(node)).is_some(),
            "unary_expression" => self.operator(node) == "!",
            _ => false,
        }
    }

    /// Goes to `then` where `node` is not zero, else to `otherwise`.
    pub(super) fn cond(&mut self, node: Node<'a>, then: BlockId, otherwise: BlockId) {
        let node = self.strip(node);
        match node.kind() {
            "unary_expression" => self.unary_cond(node, then, otherwise),
            "binary_expression" => self.binary_cond(node, then, otherwise),
            "comma_expression" => {
                field(node, "left").into_iter().for_each(|left| self.effect(left, false));
                match field(node, "right") {
                    Some(right) => self.cond(right, then, otherwise),
                    None => self.either(then, otherwise, self.span(node)),
                }
            }
            "conditional_expression" => self.choice_cond(node, then, otherwise),
            "condition_clause" => self.clause_cond(node, then, otherwise),
            "call_expression" if self.hinted_test(node).is_some() => {
                self.hinted_test(node).into_iter().for_each(|test| self.cond(test, then, otherwise));
            }
            _ => self.truth_cond(node, then, otherwise),
        }
    }

    /// What a call of which nothing is known has as its only argument, if that is a test: a branch hint by some name, unless
    /// that sounds like the contrary.
    fn hinted_test(&self, node: Node<'a>) -> Option<Node<'a>> {
        let negates = |name: &str| CONTRARY.iter().any(|word| name.to_ascii_lowercase().contains(word));
        self.called_name(node).filter(|name| !self.env.functions.contains_key(*name) && !negates(name))?;
        match parts(field(node, "arguments")?)[..] {
            [test] => Some(test).filter(|test| self.is_logical(self.strip(*test))),
            _ => None,
        }
    }

    fn truth_cond(&mut self, node: Node<'a>, then: BlockId, otherwise: BlockId) {
        let value = self.value(node);
        self.branch_on(value, then, otherwise, self.span(node));
    }

    /// `value != 0`.
    pub(super) fn branch_on(&mut self, value: Operand, then: BlockId, otherwise: BlockId, span: Span) {
        self.branch(Cond { lhs: value, op: CmpOp::Ne, rhs: Operand::int(0) }, then, otherwise, span);
    }

    /// Branches, unless the outcome is already known.
    pub(super) fn branch(&mut self, cond: Cond, then: BlockId, otherwise: BlockId, span: Span) {
        match (&cond.lhs, &cond.rhs) {
            (Operand::Const(Const::Int(left)), Operand::Const(Const::Int(right))) => {
                self.builder.goto(if holds(cond.op, *left, *right) { then } else { otherwise });
            }
            _ => self.builder.end(Terminator::Branch { cond, then, otherwise, span }),
        }
    }

    fn unary_cond(&mut self, node: Node<'a>, then: BlockId, otherwise: BlockId) {
        let argument = field(node, "argument");
        match (self.operator(node), argument) {
            ("!", Some(argument)) => self.cond(argument, otherwise, then),
            // `-x` and `+x` are zero exactly where x is.
            ("-" | "+", Some(argument)) => self.cond(argument, then, otherwise),
            _ => self.compare((node, CmpOp::Ne, 0), node, then, otherwise),
        }
    }

    fn binary_cond(&mut self, node: Node<'a>, then: BlockId, otherwise: BlockId) {
        let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else {
            return self.either(then, otherwise, self.span(node));
        };
        match self.operator(node) {
            "&&" => {
                let more = self.builder.new_block();
                self.cond(left, more, otherwise);
                self.builder.switch_to(more);
                self.cond(right, then, otherwise);
            }
            "||" => {
                let more = self.builder.new_block();
                self.cond(left, then, more);
                self.builder.switch_to(more);
                self.cond(right, then, otherwise);
            }
            operator => match comparison(operator) {
                Some(op) => self.comparison_cond(node, (left, op, right), then, otherwise),
                None => self.compare((node, CmpOp::Ne, 0), node, then, otherwise),
            },
        }
    }

    fn comparison_cond(
        &mut self,
        node: Node<'a>,
        (left, op, right): (Node<'a>, CmpOp, Node<'a>),
        then: BlockId,
        otherwise: BlockId,
    ) {
        let constant = |side| match self.constant(side) {
            Some(Const::Int(value)) => Some(value),
            _ => None,
        };
        let (left_constant, right_constant) = (constant(left), constant(right));
        match (left_constant, right_constant) {
            (None, Some(value)) if self.is_shiftable(left) => {
                self.compare((left, op, value), node, then, otherwise);
            }
            (Some(value), None) if self.is_shiftable(right) => {
                self.compare((right, op.swap(), value), node, then, otherwise);
            }
            _ => {
                let (lhs, rhs) = (self.value(left), self.value(right));
                for (operand, other) in [(&lhs, right), (&rhs, left)] {
                    if let (Operand::Copy(place), "null") = (operand, self.strip(other).kind()) {
                        self.mark_pointer(*place);
                    }
                }
                self.branch(Cond { lhs, op, rhs }, then, otherwise, self.span(node));
            }
        }
    }

    /// Whether a comparison of `node` with a constant is another comparison in disguise.
    fn is_shiftable(&self, node: Node<'a>) -> bool {
        let node = self.strip(node);
        match node.kind() {
            "unary_expression" => matches!(self.operator(node), "!" | "~"),
            "binary_expression" => self.is_logical(node) || self.shift(node).is_some(),
            _ => false,
        }
    }

    /// `e + c` and `e - c` as `e` and the constant added to it.
    fn shift(&self, node: Node<'a>) -> Option<(Node<'a>, i64)> {
        let (left, right) = (field(node, "left")?, field(node, "right")?);
        match (self.operator(node), self.constant(left), self.constant(right)) {
            ("+", None, Some(Const::Int(value))) => Some((left, value)),
            ("+", Some(Const::Int(value)), None) => Some((right, value)),
            ("-", None, Some(Const::Int(value))) => Some((left, value.checked_neg()?)),
            _ => None,
        }
    }

    /// Compares `side` with a constant: `s + 1 == 0` is `s == -1`, `~s == 0` too, `(a < b) == 0` is the negation.
    pub(super) fn compare(
        &mut self,
        (side, op, value): (Node<'a>, CmpOp, i64),
        whole: Node<'a>,
        then: BlockId,
        otherwise: BlockId,
    ) {
        let side = self.strip(side);
        let is_equality = matches!(op, CmpOp::Eq | CmpOp::Ne);
        if self.is_logical(side) && is_equality && matches!(value, 0 | 1) {
            let is_plain = (op == CmpOp::Ne) == (value == 0);
            return if is_plain { self.cond(side, then, otherwise) } else { self.cond(side, otherwise, then) };
        }
        if side.kind() == "binary_expression"
            && let Some((inner, added)) = self.shift(side)
            && let Some(value) = value.checked_sub(added)
        {
            return self.compare((inner, op, value), whole, then, otherwise);
        }
        if side.kind() == "unary_expression"
            && self.operator(side) == "~"
            && is_equality
            && let Some(inner) = field(side, "argument")
        {
            return self.compare((inner, op, !value), whole, then, otherwise);
        }
        let lhs = self.value(side);
        self.branch(Cond { lhs, op, rhs: Operand::int(value) }, then, otherwise, self.span(whole));
    }

    /// `(a ? b : c)` as a condition; `a ?: c` is `a || c`.
    fn choice_cond(&mut self, node: Node<'a>, then: BlockId, otherwise: BlockId) {
        let (Some(cond), Some(alternative)) = (field(node, "condition"), field(node, "alternative")) else {
            return self.either(then, otherwise, self.span(node));
        };
        let no = self.builder.new_block();
        match field(node, "consequence") {
            Some(consequence) => {
                let yes = self.builder.new_block();
                self.cond(cond, yes, no);
                self.builder.switch_to(yes);
                self.cond(consequence, then, otherwise);
            }
            None => self.cond(cond, then, no),
        }
        self.builder.switch_to(no);
        self.cond(alternative, then, otherwise);
    }
}
