//! Who a call of C++ calls.

use super::super::context::{Lowerer, field, parts};
use super::super::scope::Binding;
use super::classes::is_plain_name;
use crate::frontend::c::syntax::Node;
use crate::frontend::c::{ambiguous, qualified};
use crate::ir::{Callee, Name, Operand, PlaceId, Rvalue};
use crate::source::Span;

/// Who is called, and how arguments are passed.
pub(in super::super) struct Target {
    /// The function.
    pub callee: Callee,
    /// The object of a member function, which comes before the arguments.
    pub object: Option<Operand>,
    /// For each argument whether it is passed by reference.
    pub references: Vec<bool>,
}

impl Target {
    /// A function without an object, of C or not known.
    pub(in super::super) fn plain(callee: Callee) -> Target {
        Target { callee, object: None, references: Vec::new() }
    }
}

impl<'a> Lowerer<'a> {
    /// Who is called, if C++ has another answer than C.
    pub(in super::super) fn cpp_target(&mut self, node: Node<'a>) -> Option<Target> {
        self.cpp.as_ref()?;
        let written = field(node, "function")?;
        let mut callee = self.strip(written);
        // `(this->next)(x)`: a member that is a pointer to a function.
        if written != callee && callee.kind() == "field_expression" {
            return None;
        }
        let n = field(node, "arguments").map(parts).unwrap_or_default().len();
        if callee.kind() == "template_function" {
            callee = field(callee, "name")?;
        }
        match callee.kind() {
            "identifier" => self.bare_target(self.source(callee), n),
            "qualified_identifier" => Some(self.qualified_target(callee, n)),
            "field_expression" => self.member_target(callee, n),
            _ => None,
        }
    }

    /// `f(x)`: a member function of the own class, a function of a namespace, or as in C.
    fn bare_target(&mut self, name: &str, n: usize) -> Option<Target> {
        if self.scopes.lookup(name).is_some() {
            return None;
        }
        if let Some(class) = self.own_class()
            && let Some(owner) = self.declaring(class.as_str(), &|class| class.has_method(name))
        {
            return Some(self.method_target(owner.as_str(), name, n, None));
        }
        if let Some(class) = self.base_method(name, n) {
            return Some(self.method_target(class.as_str(), name, n, None));
        }
        if let Some(space) = self.space_of(name) {
            let target = self.free_target(name, n);
            let callee = Callee::Named(qualified(space.as_str(), name, target.1));
            return Some(Target { callee, object: None, references: target.0 });
        }
        let (references, _) = self.free_target(name, n);
        references.contains(&true).then(|| Target { callee: Callee::Named(Name::new(name)), object: None, references })
    }

    /// The own class, if `name` is a function of the system that is not called with so many arguments: then it is a member of
    /// a base class that is not known, as `accept()` of a dialogue.
    fn base_method(&self, name: &str, n: usize) -> Option<Name> {
        let class = self.own_class().filter(|class| !self.is_whole(class))?;
        (*self.env.arities.get(name)? != n).then(|| class.clone())
    }

    /// The namespace in which `name` is a function, where it is called without one.
    fn space_of(&self, name: &str) -> Option<Name> {
        let spaces = self.env.spaced.get(name)?;
        let own = self.cpp.as_ref().and_then(|cpp| cpp.standing.space.as_ref());
        if let Some(own) = own.filter(|own| spaces.contains(own)) {
            return Some(own.clone());
        }
        let is_elsewhere = self.env.functions.contains_key(name) || self.env.apis.contains(name);
        match spaces.as_slice() {
            [only] if !is_elsewhere => Some(only.clone()),
            _ => None,
        }
    }

    /// Which parameters of a free function are references, and how many it has.
    fn free_target(&self, name: &str, n: usize) -> (Vec<bool>, usize) {
        let mut fitting = self.env.free.get(name).into_iter().flatten().filter(|function| function.takes(n));
        fitting.next().map_or((Vec::new(), n), |function| (function.references.clone(), function.arity))
    }

    /// The member function `name` of `class`, called for `object`, else for the own object.
    fn method_target(&mut self, class: &str, name: &str, n: usize, object: Option<Operand>) -> Target {
        let found = self.find_method(class, name, n);
        let (owner, arity) = match &found {
            Some((owner, method)) => (owner.to_string(), method.arity),
            None => (class.to_owned(), n),
        };
        let is_static = found.as_ref().is_some_and(|(_, method)| method.is_static);
        let references = found.map_or(Vec::new(), |(_, method)| method.references.clone());
        let this = self.this_place().map(Operand::Copy);
        let object = object.or(this).unwrap_or(Operand::Unknown);
        let object = (!is_static).then_some(object);
        let is_ambiguous = self.class(&owner).is_some_and(|class| class.is_ambiguous(name, n));
        let key = if is_ambiguous { ambiguous(&owner, name) } else { qualified(&owner, name, arity) };
        Target { callee: Callee::Named(key), object, references }
    }

    /// `::f(x)`, `Class::f(x)`, `space::f(x)`
    fn qualified_target(&mut self, callee: Node<'a>, n: usize) -> Target {
        let name = self.last_name(callee);
        match self.scope_name(callee) {
            None => Target::plain(Callee::Named(Name::new(name))),
            Some(class) if self.class(class).is_some() => {
                let is_own = self
                    .own_class()
                    .is_some_and(|own| self.declaring(own.as_str(), &|_| false).is_none() && self.is_base(own, class));
                let object = if is_own { None } else { Some(Operand::Unknown) };
                self.method_target(class, name, n, object)
            }
            Some(space) => {
                let (references, arity) = match self.env.spaces.contains(space) {
                    true => self.free_target(name, n),
                    false => (Vec::new(), n),
                };
                Target { callee: Callee::Named(qualified(space, name, arity)), object: None, references }
            }
        }
    }

    /// Whether `base` is `class` or one of its bases.
    fn is_base(&self, class: &Name, base: &str) -> bool {
        let has_base = |known: &crate::frontend::c::Class| known.bases.iter().any(|known| known.as_str() == base);
        class.as_str() == base || self.declaring(class.as_str(), &has_base).is_some()
    }

    /// `object.f(x)` and `pointer->f(x)` where the object's class is known.
    fn member_target(&mut self, callee: Node<'a>, n: usize) -> Option<Target> {
        let object = field(callee, "argument")?;
        let mut name = field(callee, "field")?;
        if name.kind() == "qualified_identifier" {
            let text = self.source(name);
            let last = text.rsplit_once("::").map_or(text, |(_, last)| last);
            let class = self.scope_name(name)?.to_owned();
            let address = self.address_of_object(callee, object);
            return Some(self.method_target(&class, last, n, Some(address)));
        }
        if matches!(name.kind(), "template_method" | "dependent_name") {
            name = field(name, "name").or_else(|| parts(name).first().copied())?;
        }
        let name = self.source(name);
        let class = self.class_of(object)?;
        // A member that is a pointer to a function.
        if self.member_type(class.as_str(), name).is_some() {
            return None;
        }
        let address = self.address_of_object(callee, object);
        Some(self.method_target(class.as_str(), name, n, Some(address)))
    }

    fn address_of_object(&mut self, callee: Node<'a>, object: Node<'a>) -> Operand {
        match self.operator(callee) {
            "->" => self.value(object),
            _ => self.reference_to(object),
        }
    }

    /// Whether a call makes an object of a known class or exchanges a value: what it does is done where that is stored.
    pub(in super::super) fn makes_object(&self, node: Node<'a>) -> bool {
        let Some(callee) = field(node, "function").filter(|_| self.is_cpp()) else { return false };
        let name = match callee.kind() {
            "identifier" => self.source(callee),
            "qualified_identifier" | "template_function" => self.last_name(callee),
            _ => return false,
        };
        let is_variable = matches!(self.scopes.lookup(name), Some(Binding::Local(_) | Binding::Reference(_)));
        let is_function = self.env.functions.contains_key(name);
        self.source(callee) == "std::exchange"
            || self.class(name).is_some() && !is_variable && !is_function && !is_plain_name(name)
    }

    /// A call that makes an object, `Socket(fd)`, or exchanges a value; `false` for any other.
    pub(super) fn call_of_cpp(&mut self, dest: PlaceId, node: Node<'a>, span: Span) -> bool {
        let Some(callee) = field(node, "function") else { return false };
        let args: Vec<_> = field(node, "arguments").map(parts).unwrap_or_default().into_iter().collect();
        let name = match callee.kind() {
            "identifier" => self.source(callee),
            "qualified_identifier" | "template_function" => self.last_name(callee),
            _ => return false,
        };
        if let ("std::exchange", [place, value]) = (self.source(callee), &args[..]) {
            let place = self.place(*place);
            self.assign(dest, Rvalue::Use(Operand::Copy(place)), span);
            self.store(place, *value, span);
            return true;
        }
        let is_class = self.makes_object(node);
        if is_class {
            self.construct(name, Operand::AddrOf(dest), &args, span);
        }
        is_class
    }
}
