//! Declarations inside the function.

use super::context::{Lowerer, children, field, parts};
use super::cpp::is_reference;
use super::declarator::{Declared, base_type, declared, has_storage};
use super::late::cleanup_function;
use super::scope::Binding;
use crate::frontend::c::syntax::Node;
use crate::ir::{LocalId, LocalKind, Name, Operand, Rvalue};

/// How the variables of one declaration are stored.
#[derive(Clone, Debug)]
struct Storage {
    is_static: bool,
    is_extern: bool,
    cleanup: Option<Name>,
}

impl<'a> Lowerer<'a> {
    pub(super) fn declaration(&mut self, node: Node<'a>) {
        self.statement = (node.start_byte(), node.end_byte());
        self.enumerators_of_type(node);
        let storage = Storage {
            is_static: has_storage(self.text, node, "static"),
            is_extern: has_storage(self.text, node, "extern"),
            cleanup: self.cleanup_in(node).or_else(|| self.hinted_cleanup(node)),
        };
        let is_broken = self.is_broken(node);
        for declarator in node.in_field("declarator") {
            self.declare(node, declarator, &storage, is_broken);
        }
        if is_broken {
            self.opaque(node);
        }
    }

    fn declare(&mut self, node: Node<'a>, declarator: Node<'a>, storage: &Storage, is_broken: bool) {
        let Some(mut declared) = declared(declarator, base_type(self.text, node)) else {
            if self.is_cpp() {
                field(declarator, "value").into_iter().for_each(|value| drop(self.value(value)));
                self.bind_all(declarator);
            }
            return;
        };
        let given = declared.function.filter(|_| self.is_cpp()).and_then(|list| self.arguments_in_disguise(list));
        let hidden = match declared.function.filter(|_| self.is_cpp() && given.is_none()) {
            Some(list) => self.variables_in_disguise(list),
            None => Vec::new(),
        };
        declared.function = declared.function.filter(|_| given.is_none() && hidden.is_empty());
        let is_reference = self.is_cpp() && is_reference(declarator);
        if is_reference {
            return self.declare_reference(declarator, declared);
        }
        self.type_of_new(&mut declared, declarator);
        let Some(local) = self.bind(&declared, storage) else { return };
        self.late_cleanup(declarator, local);
        if !hidden.is_empty() {
            let ty = self.unaliased(&declared.ty);
            self.mark_cleanup(local, &ty);
            return self.give_away("object", hidden, declarator);
        }
        if let Some(given) = given {
            let (dest, span) = (self.builder.places().local(local), self.span(declarator));
            let ty = self.unaliased(&declared.ty);
            self.mark_cleanup(local, &ty);
            return self.object(dest, &ty, &given, span);
        }
        if !storage.is_static && !storage.is_extern && !is_broken {
            let (value, span) = (field(declarator, "value"), self.span(declarator));
            if self.init_object(local, &declared.ty, value, span) {
                return;
            }
        }
        // A static's initialiser ran before the program; on entry its value is whatever the last call left.
        let value = field(declarator, "value").filter(|_| !storage.is_static && !is_broken);
        if let Some(value) = value {
            let (dest, span) = (self.builder.places().local(local), self.span(declarator));
            match value.kind() {
                "initializer_list" => self.init_list(dest, Some(&declared.ty), value, span),
                "string_literal" | "concatenated_string" if declared.ty.is_array => {
                    self.assign(dest, Rvalue::Use(Operand::Const(crate::ir::Const::Str)), span);
                }
                _ => self.store(dest, value, span),
            }
        }
    }

    /// `auto p = new T` and `auto x = T(a)` tell the type by the value.
    fn type_of_new(&self, declared: &mut Declared<'a>, declarator: Node<'a>) {
        let value = field(declarator, "value").filter(|_| declared.ty.base.as_str() == "auto");
        if let Some(value) = value
            && let Some(ty) = self.type_of(value)
        {
            let is_new = value.kind() == "new_expression";
            declared.ty = crate::ir::Ty { pointers: ty.pointers.max(u8::from(is_new)), is_array: false, ..ty };
        }
    }

    fn declare_reference(&mut self, declarator: Node<'a>, declared: Declared<'a>) {
        let (name, span) = (self.source(declared.name), self.span(declared.name));
        let ty = crate::ir::Ty { pointers: declared.ty.pointers + 1, ..declared.ty };
        let local = self.builder.local(name, ty, LocalKind::Auto, span);
        if let Some(value) = field(declarator, "value") {
            let span = self.span(declarator);
            self.bind_reference(local, value, span);
        }
        self.scopes.bind(Name::new(name), Binding::Reference(local));
    }

    /// Attributes behind a declarator count for it alone.
    fn late_cleanup(&mut self, declarator: Node<'a>, local: LocalId) {
        let end = field(declarator, "value").and(field(declarator, "declarator")).unwrap_or(declarator).end_byte();
        if let Some(function) = self.before.behind(self.text, end) {
            self.builder.function_mut().locals[local.0 as usize].cleanup = Some(function.clone());
        }
    }

    /// Enters the name; only variables of this function become locals.
    fn bind(&mut self, declared: &Declared<'a>, storage: &Storage) -> Option<LocalId> {
        let text = self.source(declared.name);
        let (name, span) = (Name::new(text), self.span(declared.name));
        if declared.function.is_some() {
            self.scopes.bind(name, Binding::Function);
            return None;
        }
        if storage.is_extern {
            self.scopes.bind(name, Binding::Extern);
            return None;
        }
        let kind = if storage.is_static { LocalKind::Static } else { LocalKind::Auto };
        let local = self.builder.local(text, declared.ty.clone(), kind, span);
        self.builder.function_mut().locals[local.0 as usize].cleanup.clone_from(&storage.cleanup);
        if storage.is_static {
            self.scopes.bind(name, Binding::Local(local));
        } else {
            self.scopes.bind_auto(name, local);
        }
        Some(local)
    }

    /// The function named by a `cleanup` attribute among the children of `node`.
    fn cleanup_in(&self, node: Node<'a>) -> Option<Name> {
        let attributes = children(node).into_iter().filter(|child| child.kind().starts_with("attribute_"));
        attributes.map(|attribute| self.source(attribute)).find_map(cleanup_function)
    }

    pub(super) fn typedef(&mut self, node: Node<'a>) {
        self.enumerators_of_type(node);
        let base = base_type(self.text, node);
        for declarator in node.in_field("declarator") {
            if let Some(Declared { name, ty, .. }) = declared(declarator, base.clone()) {
                self.scopes.bind(Name::new(self.source(name)), Binding::Typedef(ty));
            }
        }
    }

    pub(super) fn nested_function(&mut self, node: Node<'a>) {
        let name = field(node, "declarator").and_then(|head| declared(head, base_type(self.text, node)));
        if let Some(Declared { name, .. }) = name {
            self.scopes.bind(Name::new(self.source(name)), Binding::Function);
        }
    }

    fn enumerators_of_type(&mut self, node: Node<'a>) {
        if let Some(ty) = field(node, "type") {
            self.enumerators_in(ty);
        }
    }

    /// Enters the enumerators that the type `node` declares.
    pub(super) fn enumerators_in(&mut self, node: Node<'a>) {
        let Some(body) = field(node, "body").filter(|_| node.kind() == "enum_specifier") else { return };
        let mut next = Some(0);
        for enumerator in parts(body).into_iter().filter(|part| part.kind() == "enumerator") {
            if let Some(value) = field(enumerator, "value") {
                next = match self.constant(value) {
                    Some(crate::ir::Const::Int(value)) => Some(value),
                    _ => None,
                };
            }
            if let (Some(name), Some(value)) = (field(enumerator, "name"), next) {
                self.scopes.bind(Name::new(self.source(name)), Binding::Enumerator(value));
            }
            next = next.and_then(|value: i64| value.checked_add(1));
        }
    }
}
