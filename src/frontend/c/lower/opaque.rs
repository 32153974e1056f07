//! What did not parse.
//!
//! A MISSING `;` or `)` changes nothing that matters here, and neither does a type among a call's arguments
//! (`va_arg(ap, char *)`), so both are let pass. Anything else makes the smallest statement around it opaque.

use super::context::{Lowerer, children, field};
use crate::frontend::c::syntax::Node;
use crate::ir::{Inst, PlaceId};
use crate::source::Span;

/// What is shown for a statement that did not parse.
const MESSAGE: &str = "this statement did not parse";

/// Children that are statements of their own, by the field they stand in.
const BODIES: [&str; 3] = ["body", "consequence", "alternative"];

fn is_statement(node: Node) -> bool {
    node.kind().ends_with("_statement")
        || node.kind() == "for_range_loop"
        || matches!(node.kind(), "declaration" | "type_definition" | "else_clause")
}

impl<'a> Lowerer<'a> {
    /// Whether something in `node` did not parse that could matter.
    pub(super) fn is_broken(&self, node: Node<'a>) -> bool {
        let mut stack = vec![node];
        while let Some(node) = stack.pop() {
            if node.is_error() && !self.is_type_argument(node) || node.is_missing() && !matches!(node.kind(), ";" | ")")
            {
                return true;
            }
            if node.has_error() && !node.is_error() {
                stack.extend(children(node));
            }
        }
        false
    }

    /// The leftovers of a type in an argument list: `*`, `struct x`, `const char *`.
    fn is_type_argument(&self, error: Node<'a>) -> bool {
        const WORDS: [&str; 8] = ["struct", "union", "enum", "const", "volatile", "unsigned", "signed", "long"];
        let text = self.source(error);
        let is_type = text.bytes().all(|byte| byte == b'*' || byte.is_ascii_whitespace())
            || text.split_ascii_whitespace().next().is_some_and(|word| WORDS.contains(&word));
        is_type && error.parent().is_some_and(|list| list.kind() == "argument_list")
    }

    /// Whether `node` is broken outside the statements inside it.
    pub(super) fn is_head_broken(&self, node: Node<'a>) -> bool {
        let bodies = BODIES.map(|body| field(node, body));
        node.has_error()
            && children(node).into_iter().any(|child| !bodies.contains(&Some(child)) && self.is_broken(child))
    }

    /// The whole of `node` may do anything to what it names.
    pub(super) fn opaque(&mut self, node: Node<'a>) {
        let span = self.span(node);
        let uses = self.uses(vec![node], |_| false);
        self.push_opaque(uses, span);
    }

    /// The same for what stands before and between the statements of `node`.
    pub(super) fn opaque_head(&mut self, node: Node<'a>) {
        let bodies = BODIES.map(|body| field(node, body));
        let head: Vec<_> = children(node).into_iter().filter(|child| !bodies.contains(&Some(*child))).collect();
        let (first, last) = (node.start_byte(), head.iter().map(|node| node.end_byte()).max());
        let span = self.map.span(first, last.unwrap_or(first));
        let uses = self.uses(head, |_| false);
        self.push_opaque(uses, span);
    }

    /// A node that fits nowhere: opaque for what is loose in it, and each statement inside it may happen or not.
    pub(super) fn fragments(&mut self, node: Node<'a>) {
        let span = self.span(node);
        let uses = self.uses(vec![node], |inner| inner.is_named() && is_statement(inner));
        self.push_opaque(uses, span);
        for part in children(node).into_iter().filter(|part| part.is_named() && is_statement(*part)) {
            let [inside, after] = [(); 2].map(|()| self.builder.new_block());
            self.either(inside, after, span);
            self.arm(inside, Some(part), after);
            self.builder.switch_to(after);
        }
    }

    /// Text behind the function's end means that its braces were not understood: anything may still happen.
    pub(super) fn rest_after(&mut self, definition: Node<'a>) {
        let (start, end) = (definition.end_byte(), self.text.len());
        let rest = std::str::from_utf8(&self.text[start.min(end)..]).unwrap_or("");
        if rest.trim_matches(|c: char| c.is_whitespace() || c == ';').is_empty() {
            return;
        }
        let mut uses = Vec::new();
        for word in rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
            if self.is_declared_variable(word) {
                uses.push(self.named_root(word));
            }
        }
        let span = self.map.span(start, end);
        self.push_opaque(uses, span);
    }

    fn push_opaque(&mut self, mut uses: Vec<PlaceId>, span: Span) {
        uses.sort();
        uses.dedup();
        self.problem(span, MESSAGE);
        self.builder.push(Inst::Opaque { uses, span });
    }

    /// The places named under `roots`, outside the nodes that `skip` picks.
    fn uses(&mut self, roots: Vec<Node<'a>>, skip: impl Fn(Node<'a>) -> bool) -> Vec<PlaceId> {
        let tops = roots.clone();
        let (mut stack, mut uses) = (roots, Vec::new());
        while let Some(node) = stack.pop() {
            if skip(node) && !tops.contains(&node) {
                continue;
            }
            match node.kind() {
                "identifier" | "type_identifier" if self.is_declared_variable(self.source(node)) => {
                    uses.push(self.named_root(self.source(node)));
                }
                "field_expression" => {
                    uses.extend(self.chain(node));
                    stack.extend(children(node));
                }
                _ => stack.extend(children(node)),
            }
        }
        uses
    }

    /// The place of a member chain such as `c->conn.fd`, without lowering anything.
    fn chain(&mut self, node: Node<'a>) -> Option<PlaceId> {
        let mut members = Vec::new();
        let mut object = node;
        while object.kind() == "field_expression" {
            let name = self.source(field(object, "field")?);
            members.push((self.operator(object) == "->", name));
            object = field(object, "argument")?;
        }
        let root = self.source(object);
        if object.kind() != "identifier" || !self.is_declared_variable(root) {
            return None;
        }
        let mut place = self.named_root(root);
        for (is_arrow, member) in members.into_iter().rev() {
            if is_arrow {
                place = self.builder.places().deref(place);
            }
            place = self.builder.places().field(place, member);
        }
        Some(place)
    }
}
