//! What an identifier means where it stands.

use super::context::{Lowerer, field, parts};
use super::literal;
use super::scope::Binding;
use crate::frontend::c::syntax::Node;
use crate::ir::{Const, Name, Operand, PlaceId, Step, Ty};

/// Constants that every C program knows although a header defines them.
const CONSTANTS: [(&str, i64); 6] = [("NULL", 0), ("nullptr", 0), ("false", 0), ("true", 1), ("FALSE", 0), ("TRUE", 1)];

/// Whether an unknown name reads as a macro constant: no lower-case letter, and at least two characters.
fn is_all_caps(name: &str) -> bool {
    name.len() >= 2
        && name.bytes().any(|byte| byte.is_ascii_uppercase())
        && !name.bytes().any(|byte| byte.is_ascii_lowercase())
}

impl<'a> Lowerer<'a> {
    /// The value of the identifier `name`.
    pub(super) fn named_value(&mut self, name: &str) -> Operand {
        if let Some(constant) = self.named_constant(name) {
            return Operand::Const(constant);
        }
        let is_type = matches!(self.scopes.lookup(name), Some(Binding::Typedef(_))) || self.is_file_typedef(name);
        if is_type { Operand::Unknown } else { Operand::Copy(self.named_root(name)) }
    }

    /// A type's name where a value is expected is the argument of a macro that takes types.
    fn is_file_typedef(&self, name: &str) -> bool {
        self.scopes.lookup(name).is_none()
            && self.env.typedefs.contains_key(name)
            && !self.env.globals.contains_key(name)
    }

    /// The constant that `name` stands for, if it is no variable.
    pub(super) fn named_constant(&self, name: &str) -> Option<Const> {
        match self.scopes.lookup(name) {
            Some(Binding::Enumerator(value)) => return Some(Const::Int(*value)),
            Some(Binding::Function) => return Some(Const::Func(Name::new(name))),
            Some(Binding::Local(_) | Binding::Reference(_) | Binding::Typedef(_) | Binding::Extern) => return None,
            None if self.is_member_name(name) => return None,
            None => {}
        }
        if let Some((_, value)) = CONSTANTS.iter().find(|(known, _)| *known == name) {
            return Some(Const::Int(*value));
        }
        if let Some(value) = self.env.enumerators.get(name) {
            return Some(value.clone());
        }
        if self.env.globals.contains_key(name) {
            return None;
        }
        if self.env.functions.contains_key(name) {
            return Some(Const::Func(Name::new(name)));
        }
        match name {
            // They say where, and are no message.
            "__func__" | "__FUNCTION__" | "__FILE__" => Some(Const::Key),
            _ => is_all_caps(name).then(|| Const::Sym(Name::new(name))),
        }
    }

    /// The place of `name`, taken as a variable whatever it looks like.
    pub(super) fn named_root(&mut self, name: &str) -> PlaceId {
        match self.scopes.lookup(name) {
            Some(&Binding::Local(local)) => self.builder.places().local(local),
            Some(&Binding::Reference(local)) => self.referred(local),
            _ => match self.member_place(name) {
                Some(member) => member,
                None => self.global(name),
            },
        }
    }

    fn global(&mut self, name: &str) -> PlaceId {
        let name = Name::new(name);
        if let Some(initial) = self.env.globals.get(&name).and_then(|global| global.initial.clone()) {
            self.builder.global(name.clone(), initial);
        }
        self.builder.places().intern(None, Step::Global(name))
    }

    /// The place of `name` if it is a variable rather than a constant, function or type.
    pub(super) fn variable(&mut self, name: &str) -> Option<PlaceId> {
        match self.named_value(name) {
            Operand::Copy(place) => Some(place),
            _ => None,
        }
    }

    /// Whether `name` is declared as a variable, here or at file scope.
    pub(super) fn is_declared_variable(&self, name: &str) -> bool {
        match self.scopes.lookup(name) {
            Some(Binding::Local(_) | Binding::Reference(_) | Binding::Extern) => true,
            Some(_) => false,
            None => self.env.globals.contains_key(name) || self.is_member_name(name),
        }
    }

    /// Whether the place is a variable that is known to hold an address.
    pub(super) fn is_pointer(&self, place: PlaceId) -> bool {
        let function = self.builder.function();
        let ty = match &function.places.get(place).step {
            Step::Local(local) => &function.local(*local).ty,
            Step::Global(name) => match self.env.globals.get(name) {
                Some(global) => &global.ty,
                None => return false,
            },
            _ => return false,
        };
        ty.is_pointer() || self.aliased(ty).is_some_and(Ty::is_pointer)
    }

    fn aliased(&self, ty: &Ty) -> Option<&Ty> {
        match self.scopes.lookup(ty.base.as_str()) {
            Some(Binding::Typedef(ty)) => Some(ty),
            _ => self.env.typedefs.get(&ty.base),
        }
    }

    /// The value of a constant expression, without lowering anything.
    pub(super) fn constant(&self, node: Node<'a>) -> Option<Const> {
        match node.kind() {
            "parenthesized_expression" => self.constant(*parts(node).first()?),
            "cast_expression" => self.constant(field(node, "value")?),
            "number_literal" => literal::integer(self.source(node)).map(Const::Int),
            "char_literal" => literal::character(self.source(node)).map(Const::Int),
            "identifier" | "null" | "true" | "false" => self.named_constant(self.source(node)),
            "unary_expression" => {
                let Const::Int(value) = self.constant(field(node, "argument")?)? else { return None };
                super::arithmetic::fold_unary(self.source(field(node, "operator")?), value).map(Const::Int)
            }
            "binary_expression" => {
                let Const::Int(left) = self.constant(field(node, "left")?)? else { return None };
                let Const::Int(right) = self.constant(field(node, "right")?)? else { return None };
                super::arithmetic::fold(self.source(field(node, "operator")?), left, right).map(Const::Int)
            }
            _ => None,
        }
    }

    /// The same for a text that is one literal or name.
    pub(super) fn constant_text(&self, text: &str) -> Option<i64> {
        literal::integer(text).or_else(|| literal::character(text)).or_else(|| match self.named_constant(text)? {
            Const::Int(value) => Some(value),
            _ => None,
        })
    }
}
