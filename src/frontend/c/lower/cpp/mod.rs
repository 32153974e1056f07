//! What C++ adds to the statements and expressions of C: extensions of the same [`Lowerer`], reached where the C part meets a
//! kind of node that it does not know.
//!
//! A member function has `this` as its first parameter, and its bare members are fields of what that points at; a reference
//! is a pointer that is followed wherever it is named. What an object of a class does to what it is given is that of its
//! constructor, a function like any other; what its destructor does is nobody's leak. Whatever is not known to do less keeps
//! what it is given.

mod calls;
mod classes;
mod conditions;
mod exceptions;
mod lambdas;
mod members;
mod objects;
mod ranges;
mod references;

pub(super) use calls::Target;
pub(super) use references::is_reference;

use super::context::{Lowerer, field, parts};
use crate::frontend::c::Standing;
use crate::frontend::c::syntax::Node;
use crate::ir::{BlockId, LocalId, Operand, PlaceId, Rvalue};
use crate::source::Span;

/// What lowering a function of C++ needs besides.
pub(super) struct Cpp<'a> {
    /// Where the function stands.
    pub standing: &'a Standing,
    /// The parameter `this` of a member function.
    pub this: Option<LocalId>,
    /// Whether it is a constructor: if it throws, no destructor runs.
    pub is_constructor: bool,
    /// Where a `throw` leads, innermost last, and how many scopes stay open there.
    pub handlers: Vec<(BlockId, usize)>,
}

impl<'a> Lowerer<'a> {
    pub(super) fn is_cpp(&self) -> bool {
        self.cpp.is_some()
    }

    /// A statement that C does not have; `false` if C++ has none of this kind either.
    pub(super) fn cpp_stmt(&mut self, node: Node<'a>) -> bool {
        match node.kind() {
            _ if !self.is_cpp() => return false,
            "try_statement" => self.try_statement(node),
            "throw_statement" => self.throw_statement(node),
            "for_range_loop" => self.range_loop(node),
            "co_return_statement" => self.return_statement(node),
            "co_yield_statement" => parts(node).into_iter().for_each(|part| self.effect(part, false)),
            "init_statement" => parts(node).into_iter().for_each(|part| self.stmt(part)),
            // They declare what has no use here, or nothing at all.
            "using_declaration"
            | "alias_declaration"
            | "static_assert_declaration"
            | "namespace_alias_definition"
            | "class_specifier"
            | "template_declaration"
            | "concept_definition"
            | "friend_declaration" => {}
            _ => return false,
        }
        true
    }

    /// The value of an expression that C does not have.
    pub(super) fn cpp_rvalue(&mut self, node: Node<'a>) -> Rvalue {
        if !self.is_cpp() {
            return Rvalue::Unknown;
        }
        match node.kind() {
            "this" => self.this_place().map_or(Rvalue::Unknown, |this| Rvalue::Use(Operand::Copy(this))),
            "qualified_identifier" => self.qualified_value(node),
            // A variable among what was read as parameters.
            "type_identifier" => Rvalue::Use(self.named_value(self.source(node))),
            "raw_string_literal" | "user_defined_literal" => Rvalue::Use(Operand::Const(crate::ir::Const::Str)),
            "new_expression" | "initializer_list" => Rvalue::Use(Operand::Copy(self.hold(node))),
            "delete_expression" => {
                self.delete(node);
                Rvalue::Unknown
            }
            "lambda_expression" => {
                self.lambda(node);
                Rvalue::Unknown
            }
            "throw_statement" => {
                self.throw_statement(node);
                Rvalue::Unknown
            }
            _ => Rvalue::Unknown,
        }
    }

    /// Stores what C does not have into `dest`; `false` if the C part knows how to.
    pub(super) fn cpp_store(&mut self, dest: PlaceId, node: Node<'a>, span: Span) -> bool {
        match node.kind() {
            _ if !self.is_cpp() => return false,
            "new_expression" => self.new_object(dest, node, span),
            "compound_literal_expression" => self.literal_object(dest, node, span),
            "initializer_list" => self.list_object(dest, node, span),
            "call_expression" => return self.call_of_cpp(dest, node, span),
            _ => return false,
        }
        true
    }

    /// What a cast in the clothes of a call, or `std::move`, has the value of.
    pub(super) fn cpp_hinted(&self, node: Node<'a>) -> Option<Node<'a>> {
        let callee = field(node, "function")?;
        let list = || parts(field(node, "arguments")?).first().copied();
        let is_cast = match callee.kind() {
            "primitive_type" | "sized_type_specifier" => true,
            "template_function" => {
                let name = field(callee, "name").map_or("", |name| self.source(name));
                matches!(name, "static_cast" | "reinterpret_cast" | "const_cast" | "dynamic_cast" | "bit_cast")
            }
            "qualified_identifier" => {
                let text = self.source(callee);
                matches!(text, "std::move" | "std::as_const" | "std::addressof" | "boost::move")
                    || text.starts_with("std::forward<")
            }
            "identifier" => self.is_cast_name(self.source(callee)),
            _ => false,
        };
        if is_cast { list() } else { None }
    }

    /// Whether `name(x)` only makes an `x` of another type: it names a number type.
    fn is_cast_name(&self, name: &str) -> bool {
        let is_declared = self.scopes.lookup(name).is_some() || self.env.functions.contains_key(name);
        let is_alias = || self.env.typedefs.get(name).is_some_and(|ty| classes::is_plain_name(ty.base.as_str()));
        !is_declared
            && (matches!(name, "SOCKET" | "HANDLE" | "DWORD" | "UINT_PTR" | "ULONG_PTR" | "u_short") || is_alias())
    }
}
