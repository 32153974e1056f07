//! Names of members: `m_sock` is `this->m_sock`.

use super::super::context::{Lowerer, field, parts};
use crate::frontend::c::syntax::Node;
use crate::ir::{Const, Name, Operand, PlaceId, Rvalue, Step};

/// Whether a name is one that only members have, by the commonest conventions.
fn reads_like_member(name: &str) -> bool {
    name.starts_with("m_") || name.len() > 1 && name.ends_with('_') && !name.starts_with('_')
}

impl<'a> Lowerer<'a> {
    /// The variable `this`.
    pub(super) fn this_place(&mut self) -> Option<PlaceId> {
        let this = self.cpp.as_ref()?.this?;
        Some(self.builder.places().local(this))
    }

    /// Whether `name`, which nothing in the function declares, is a member of the function's class: the class declares it, or
    /// nothing is known of the class and the name reads like one.
    pub(in super::super) fn is_member_name(&self, name: &str) -> bool {
        let Some(class) = self.own_class().filter(|_| self.cpp.as_ref().is_some_and(|cpp| cpp.this.is_some())) else {
            return false;
        };
        if self.scopes.lookup(name).is_some() {
            return false;
        }
        let is_declared = self.declaring(class.as_str(), &|class| class.members.contains_key(name)).is_some();
        let is_global = self.env.globals.contains_key(name);
        is_declared || !is_global && reads_like_member(name) && !self.is_whole(class)
    }

    /// Whether a class and all its bases are known.
    pub(super) fn is_whole(&self, class: &Name) -> bool {
        let mut work = vec![class.clone()];
        let mut seen = Vec::new();
        while let Some(name) = work.pop() {
            let Some(class) = self.class(name.as_str()) else { return false };
            if !seen.contains(&name) {
                work.extend(class.bases.iter().cloned());
                seen.push(name);
            }
        }
        true
    }

    /// The place of such a member.
    pub(in super::super) fn member_place(&mut self, name: &str) -> Option<PlaceId> {
        if !self.is_member_name(name) {
            return None;
        }
        let this = self.this_place()?;
        let object = self.builder.places().deref(this);
        Some(self.builder.places().field(object, name))
    }

    /// `Class::s_member`, `space::variable`, `Enum::VALUE`: known by its last name.
    pub(super) fn qualified_value(&mut self, node: Node<'a>) -> Rvalue {
        let name = self.last_name(node);
        let is_variable = self.env.globals.contains_key(name);
        match self.named_constant(name) {
            Some(constant) if !is_variable => Rvalue::Use(Operand::Const(constant)),
            _ if self.env.classes.contains_key(name) => Rvalue::Unknown,
            _ => match self.method_value(node, name) {
                Some(function) => Rvalue::Use(Operand::Const(Const::Func(function))),
                None => Rvalue::Use(Operand::Copy(self.qualified_place(node))),
            },
        }
    }

    /// A static member function used as a value, as in `CreateThread(0, 0, Class::run, ...)`.
    pub(super) fn method_value(&self, node: Node<'a>, name: &str) -> Option<Name> {
        let class = self.scope_name(node)?;
        let owner = self.declaring(class, &|class| class.has_method(name))?;
        let method = self.class(owner.as_str())?.methods.iter().find(|method| method.name.as_str() == name)?;
        Some(crate::frontend::c::qualified(owner.as_str(), name, method.arity))
    }

    pub(in super::super) fn qualified_place(&mut self, node: Node<'a>) -> PlaceId {
        let name = Name::new(self.last_name(node));
        self.builder.places().intern(None, Step::Global(name))
    }

    /// The last name of a qualified one, without template arguments.
    pub(super) fn last_name(&self, node: Node<'a>) -> &'a str {
        let mut node = node;
        while let Some(inner) = field(node, "name").filter(|_| {
            matches!(
                node.kind(),
                "qualified_identifier" | "template_function" | "template_type" | "template_method" | "dependent_name"
            )
        }) {
            node = inner;
        }
        match node.kind() {
            "dependent_name" => parts(node).first().map_or("", |inner| self.last_name(*inner)),
            _ => self.source(node),
        }
    }

    /// The name before the last one, if there is one: `B` of `A::B::c`, `Foo` of `Foo<int>::c`.
    pub(super) fn scope_name(&self, node: Node<'a>) -> Option<&'a str> {
        let mut found = None;
        let mut node = node;
        while node.kind() == "qualified_identifier" {
            if let Some(scope) = field(node, "scope") {
                found = Some(self.last_name(scope));
            }
            node = field(node, "name")?;
        }
        found
    }
}
