//! Which class a value is of, and what that means for what it holds.

use super::super::context::{Lowerer, field, parts};
use super::super::scope::Binding;
use crate::frontend::c::syntax::Node;
use crate::frontend::c::{Class, Method};
use crate::ir::{Name, Ty};
use std::sync::Arc;

/// How far base classes and members are followed.
const MAX_DEPTH: usize = 8;

/// Structures of the system without a destructor.
const PLAIN: [&str; 22] = [
    "auto",
    "sockaddr",
    "sockaddr_in",
    "sockaddr_in6",
    "sockaddr_un",
    "sockaddr_storage",
    "sockaddr_ll",
    "in_addr",
    "in6_addr",
    "timeval",
    "timespec",
    "linger",
    "pollfd",
    "addrinfo",
    "hostent",
    "fd_set",
    "msghdr",
    "iovec",
    "ifreq",
    "stat",
    "epoll_event",
    "sigaction",
];

/// Whether objects of a type of this name end without further ado: numbers, structures of C, types of Windows.
pub(super) fn is_plain_name(name: &str) -> bool {
    let name = name.strip_prefix("struct ").or_else(|| name.strip_prefix("union ")).unwrap_or(name);
    let is_number = |word: &str| {
        matches!(
            word,
            "void"
                | "char"
                | "short"
                | "int"
                | "long"
                | "float"
                | "double"
                | "signed"
                | "unsigned"
                | "bool"
                | "wchar_t"
        )
    };
    name.split(' ').all(is_number)
        || name.ends_with("_t")
        || PLAIN.contains(&name)
        || name.starts_with("enum ")
        || name.len() > 1 && !name.bytes().any(|byte| byte.is_ascii_lowercase())
}

impl<'a> Lowerer<'a> {
    pub(super) fn class(&self, name: &str) -> Option<&'a Arc<Class>> {
        self.env.classes.get(name)
    }

    /// The type that `ty` is another name of.
    pub(in super::super) fn unaliased(&self, ty: &Ty) -> Ty {
        match self.env.typedefs.get(&ty.base) {
            Some(known) if ty.pointers == 0 && !ty.is_array && !self.env.classes.contains_key(&ty.base) => {
                known.clone()
            }
            _ => ty.clone(),
        }
    }

    /// Whether an object of the type may close what it holds when its scope ends: its class is not known, or it or a part of
    /// it has a destructor.
    pub(super) fn may_clean(&self, ty: &Ty) -> bool {
        let ty = self.unaliased(ty);
        ty.pointers == 0 && self.class_may_clean(&ty.base, MAX_DEPTH)
    }

    fn class_may_clean(&self, name: &Name, depth: usize) -> bool {
        let bare = name.as_str().strip_prefix("struct ").unwrap_or(name.as_str());
        let Some(class) = self.class(bare) else { return !is_plain_name(name.as_str()) };
        let is_part = |ty: &Ty| ty.pointers == 0 && self.class_may_clean(&self.unaliased(ty).base, depth - 1);
        class.has_destructor
            || depth == 0
            || class.bases.iter().any(|base| self.class_may_clean(base, depth - 1))
            || class.members.values().any(is_part)
    }

    /// The class, `name` or a base of it, that declares what `test` looks for.
    pub(super) fn declaring(&self, name: &str, test: &dyn Fn(&Class) -> bool) -> Option<Name> {
        self.declaring_within(name, test, MAX_DEPTH)
    }

    fn declaring_within(&self, name: &str, test: &dyn Fn(&Class) -> bool, depth: usize) -> Option<Name> {
        let (known, class) = self.env.classes.get_key_value(name)?;
        if test(class) {
            return Some(known.clone());
        }
        let bases = class.bases.iter().filter(|_| depth > 0);
        bases.into_iter().find_map(|base| self.declaring_within(base.as_str(), test, depth - 1))
    }

    /// The member function of a class or its bases that is called so, with the class that declares it.
    pub(super) fn find_method(&self, class: &str, name: &str, arguments: usize) -> Option<(Name, &'a Method)> {
        let owner = self.declaring(class, &|class| class.method(name, arguments).is_some())?;
        let method = self.class(owner.as_str())?.method(name, arguments)?;
        Some((owner, method))
    }

    /// The class of the value of `node`, or of what it points at.
    pub(super) fn class_of(&self, node: Node<'a>) -> Option<Name> {
        self.type_of(node).map(|ty| self.unaliased(&ty)).map(|ty| ty.base).filter(|base| !is_plain_name(base.as_str()))
    }

    pub(in super::super) fn type_of(&self, node: Node<'a>) -> Option<Ty> {
        let node = self.strip(node);
        match node.kind() {
            "this" => self.own_class().map(|class| Ty { base: class.clone(), pointers: 1, is_array: false }),
            "identifier" => self.type_of_name(self.source(node)),
            "field_expression" => {
                let object = self.class_of(field(node, "argument")?)?;
                self.member_type(object.as_str(), self.source(field(node, "field")?))
            }
            "subscript_expression" | "pointer_expression" => self.type_of(field(node, "argument")?),
            "call_expression" => self.result_type(node),
            "new_expression" => Some(super::super::declarator::base_type(self.text, node)),
            "compound_literal_expression" => Some(super::super::declarator::base_type(self.text, node)),
            _ => None,
        }
    }

    fn type_of_name(&self, name: &str) -> Option<Ty> {
        match self.scopes.lookup(name) {
            Some(Binding::Local(local) | Binding::Reference(local)) => {
                Some(self.builder.function().local(*local).ty.clone()).filter(|ty| ty.base.as_str() != "auto")
            }
            Some(_) => None,
            None => {
                let own = self.own_class().and_then(|class| self.member_type(class.as_str(), name));
                own.or_else(|| self.env.globals.get(name).map(|global| global.ty.clone()))
            }
        }
    }

    /// The declared type of the member `name` of a class or its bases.
    pub(super) fn member_type(&self, class: &str, name: &str) -> Option<Ty> {
        let owner = self.declaring(class, &|class| class.members.contains_key(name))?;
        self.class(owner.as_str())?.members.get(name).cloned()
    }

    fn result_type(&self, node: Node<'a>) -> Option<Ty> {
        let callee = field(node, "function")?;
        let n = field(node, "arguments").map(parts).unwrap_or_default().len();
        match callee.kind() {
            "identifier" => {
                let name = self.source(callee);
                if self.class(name).is_some() {
                    return Some(Ty::value(name));
                }
                let own = self.own_class().and_then(|class| self.find_method(class.as_str(), name, n));
                own.map(|(_, method)| method.result.clone()).or_else(|| self.env.functions.get(name).cloned())
            }
            "field_expression" => {
                let object = self.class_of(field(callee, "argument")?)?;
                let name = self.source(field(callee, "field")?);
                self.find_method(object.as_str(), name, n).map(|(_, method)| method.result.clone())
            }
            _ => None,
        }
    }

    /// The class of which the function is a member.
    pub(super) fn own_class(&self) -> Option<&'a Name> {
        self.cpp.as_ref().and_then(|cpp| cpp.standing.class.as_ref())
    }
}
