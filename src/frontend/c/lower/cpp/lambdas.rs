//! Lambdas: what one captures, others may close.

use super::super::context::{Lowerer, children, field, parts};
use crate::frontend::c::syntax::Node;
use crate::ir::{CallFlags, Callee, Inst, Name, Operand, PlaceId};

impl<'a> Lowerer<'a> {
    /// Hands over the variables that a lambda captures and mentions.
    pub(super) fn lambda(&mut self, node: Node<'a>) {
        let captures = field(node, "captures");
        let list = captures.map(parts).unwrap_or_default();
        let has_default = list.iter().any(|part| part.kind() == "lambda_default_capture");
        let mut named = Vec::new();
        for part in &list {
            match part.kind() {
                "identifier" => named.push(self.source(*part)),
                // `[s = std::move(sock)]`
                "lambda_capture_initializer" => {
                    if let Some(value) = parts(*part).last() {
                        self.mentioned(*value, &|_| true, &mut named);
                    }
                }
                _ => {}
            }
        }
        if has_default && let Some(body) = field(node, "body") {
            self.mentioned(body, &|_| true, &mut named);
        }
        named.sort_unstable();
        named.dedup();
        let places: Vec<PlaceId> = named.into_iter().filter_map(|name| self.local_place(name)).collect();
        self.give_away("lambda", places, node);
    }

    /// The identifiers in `node` that are variables of this function.
    fn mentioned(&self, node: Node<'a>, accept: &dyn Fn(&str) -> bool, into: &mut Vec<&'a str>) {
        let mut stack = vec![node];
        while let Some(node) = stack.pop() {
            if node.kind() == "identifier" && accept(self.source(node)) {
                into.push(self.source(node));
            }
            stack.extend(children(node));
        }
    }

    fn local_place(&mut self, name: &str) -> Option<PlaceId> {
        self.scopes.lookup(name)?;
        self.variable(name)
    }

    /// A call of something unknown that gets the addresses of `places`.
    pub(in super::super) fn give_away(&mut self, name: &str, places: Vec<PlaceId>, node: Node<'a>) {
        if places.is_empty() {
            return;
        }
        let span = self.span(node);
        let args = places.into_iter().map(Operand::AddrOf).collect();
        let callee = Callee::Named(Name::new(name));
        self.builder.push(Inst::Call { dest: None, callee, args, flags: CallFlags::default(), span });
    }
}
