//! Objects: constructed, deleted, and cleaned up at the end of their scope.

use super::super::context::{Lowerer, children, field, parts};
use super::super::declarator::base_type;
use super::super::scope::Binding;
use super::classes::is_plain_name;
use super::references::is_reference;
use crate::frontend::c::syntax::Node;
use crate::frontend::c::{ambiguous, qualified};
use crate::ir::{CallFlags, Callee, Inst, LocalId, LocalKind, Name, Operand, PlaceId, Rvalue, Ty};
use crate::source::Span;

/// Takes fresh memory, and gives it back, as models tell.
const NEW: &str = "operator new";
const DELETE: &str = "operator delete";

impl<'a> Lowerer<'a> {
    /// Calls the constructor of `class` for the object with the address `object`.
    pub(super) fn construct(&mut self, class: &str, object: Operand, args: &[Node<'a>], span: Span) {
        let own = self.class(class).and_then(|known| known.method(class, args.len()));
        if args.is_empty() && own.is_none() {
            return;
        }
        let arity = own.map_or(args.len(), |method| method.arity);
        let references = own.map_or(&[][..], |method| method.references.as_slice());
        let mut operands = vec![object];
        for (at, arg) in args.iter().enumerate() {
            let is_reference = references.get(at).copied().unwrap_or(false);
            operands.push(if is_reference { self.reference_to(*arg) } else { self.value(*arg) });
        }
        let is_ambiguous = self.class(class).is_some_and(|known| known.is_ambiguous(class, args.len()));
        let key = if is_ambiguous { ambiguous(class, class) } else { qualified(class, class, arity) };
        self.push_call(key, operands, span);
    }

    pub(super) fn push_call(&mut self, name: Name, args: Vec<Operand>, span: Span) {
        let (has_comment, is_caught) = (self.has_comment(), self.is_caught());
        let flags = CallFlags { has_comment, is_caught, ..CallFlags::default() };
        self.calls += 1;
        self.builder.push(Inst::Call { dest: None, callee: Callee::Named(name), args, flags, span });
    }

    /// `new T(args)`, `new (place) T{args}`, `new T[n]`
    pub(super) fn new_object(&mut self, dest: PlaceId, node: Node<'a>, span: Span) {
        let ty = self.unaliased(&base_type(self.text, node));
        let args = field(node, "arguments").map(parts).unwrap_or_default();
        let callee = Callee::Named(Name::new(NEW));
        let flags = CallFlags::default();
        self.builder.push(Inst::Call { dest: Some(dest), callee, args: Vec::new(), flags, span });
        if !is_plain_name(ty.base.as_str()) && ty.pointers == 0 && field(node, "declarator").is_none() {
            self.construct(ty.base.as_str(), Operand::Copy(dest), &args, span);
        } else if let [only] = args[..] {
            let number = self.builder.places().deref(dest);
            self.store(number, only, span);
        } else {
            args.iter().for_each(|arg| drop(self.value(*arg)));
        }
    }

    /// `delete p`: the destructor runs, then the memory goes.
    pub(super) fn delete(&mut self, node: Node<'a>) {
        let Some(target) = parts(node).last().copied() else { return };
        let span = self.span(node);
        let ty = self.type_of(target).map(|ty| self.unaliased(&ty));
        let is_plain = ty.as_ref().is_some_and(|ty| {
            is_plain_name(ty.base.as_str()) && ty.base.as_str() != "void"
                || !self.may_clean(&Ty { pointers: 0, is_array: false, ..ty.clone() })
        });
        let value = self.value(target);
        if !is_plain {
            let class = ty.map_or_else(|| "object".to_owned(), |ty| ty.base.to_string());
            self.push_call(qualified(&class, &format!("~{class}"), 0), vec![value.clone()], span);
        }
        self.push_call(Name::new(DELETE), vec![value], span);
    }

    /// `T{args}` as a value.
    pub(super) fn literal_object(&mut self, dest: PlaceId, node: Node<'a>, span: Span) {
        let ty = self.unaliased(&base_type(self.text, node));
        let args = field(node, "value").map(parts).unwrap_or_default();
        self.object(dest, &ty, &args, span);
    }

    /// An object, or a number, made of `args`.
    pub(in super::super) fn object(&mut self, dest: PlaceId, ty: &Ty, args: &[Node<'a>], span: Span) {
        let is_plain = is_plain_name(ty.base.as_str()) || ty.pointers > 0;
        match args {
            [] if is_plain => self.assign(dest, Rvalue::Zeroed, span),
            [only] if is_plain => self.store(dest, *only, span),
            _ if is_plain => {
                args.iter().for_each(|arg| drop(self.value(*arg)));
                self.assign(dest, Rvalue::Unknown, span);
            }
            _ => self.construct(ty.base.as_str(), Operand::AddrOf(dest), args, span),
        }
    }

    /// `{a, b}` where nothing tells of which type it is: whatever is made of it keeps what it is given.
    pub(super) fn list_object(&mut self, dest: PlaceId, node: Node<'a>, span: Span) {
        let args = parts(node);
        match args[..] {
            [] => self.assign(dest, Rvalue::Zeroed, span),
            [only] if only.kind() != "initializer_list" => self.store(dest, only, span),
            _ if args.iter().all(|arg| arg.kind() == "initializer_pair") => self.init_list(dest, None, node, span),
            _ => {
                let values: Vec<Operand> = args.iter().map(|arg| self.value(*arg)).collect();
                self.push_call(qualified("object", "object", values.len()), values, span);
                self.assign(dest, Rvalue::Unknown, span);
            }
        }
    }

    /// Initialises a variable as C++ does: `T x(a)`, `T x{a}`, `T x`. Answers whether there was nothing more to do.
    pub(in super::super) fn init_object(
        &mut self,
        local: LocalId,
        ty: &Ty,
        value: Option<Node<'a>>,
        span: Span,
    ) -> bool {
        if !self.is_cpp() {
            return false;
        }
        let ty = self.unaliased(ty);
        self.mark_cleanup(local, &ty);
        let dest = self.builder.places().local(local);
        let is_object = ty.pointers == 0 && !ty.is_array && !is_plain_name(ty.base.as_str());
        match value {
            Some(list) if list.kind() == "argument_list" => {
                let args: Vec<_> = parts(list).into_iter().collect();
                self.object(dest, &ty, &args, span);
            }
            Some(list) if list.kind() == "initializer_list" => match is_object {
                true => {
                    let args: Vec<_> = parts(list).into_iter().collect();
                    self.object(dest, &ty, &args, span);
                }
                false if !ty.is_array && parts(list).len() == 1 && ty.base.as_str() != "auto" => {
                    self.list_object(dest, list, span);
                }
                false => return false,
            },
            None if is_object => self.construct(ty.base.as_str(), Operand::AddrOf(dest), &[], span),
            _ => return false,
        }
        true
    }

    /// A variable of a class that may close what it holds does so on every way out of its scope.
    pub(in super::super) fn mark_cleanup(&mut self, local: LocalId, ty: &Ty) {
        let variable = self.builder.function().local(local);
        if variable.cleanup.is_none() && variable.kind == LocalKind::Auto && self.may_clean(ty) {
            let destructor = Name::new(&format!("~{}", ty.base));
            self.builder.function_mut().locals[local.0 as usize].cleanup = Some(destructor);
        }
    }

    /// `Socket s(fd);` reads like the declaration of a function: it is none if a parameter's type is a variable.
    pub(in super::super) fn arguments_in_disguise(&self, list: Node<'a>) -> Option<Vec<Node<'a>>> {
        let params = parts(list);
        let is_variable = |node: &Node<'a>| {
            let name = self.source(*node);
            self.is_declared_variable(name) || self.is_member_name(name)
        };
        let types: Option<Vec<Node>> = params
            .iter()
            .map(|param| match (param.kind(), children(*param).len()) {
                ("parameter_declaration", 1) => field(*param, "type"),
                _ => None,
            })
            .collect();
        types.filter(|types| types.iter().any(is_variable))
    }

    /// The variables of this function that are mentioned in such a list whose parts read like parameters: `T x(U::of(fd));`.
    pub(in super::super) fn variables_in_disguise(&mut self, list: Node<'a>) -> Vec<PlaceId> {
        let mut names = Vec::new();
        let mut stack = vec![list];
        while let Some(node) = stack.pop() {
            let name = self.source(node);
            let is_name = matches!(node.kind(), "identifier" | "type_identifier");
            if is_name && (self.is_declared_variable(name) || self.is_member_name(name)) {
                names.push(name);
            }
            stack.extend(parts(node));
        }
        names.into_iter().filter_map(|name| self.variable(name)).collect()
    }

    /// Binds each name of `auto [a, b]` or `auto &[a, b]`; what they hold or refer to is not known.
    pub(in super::super) fn bind_all(&mut self, declarator: Node<'a>) {
        let is_reference = is_reference(declarator);
        let mut stack = vec![declarator];
        while let Some(node) = stack.pop() {
            if node.kind() == "identifier" {
                let (name, span) = (self.source(node), self.span(node));
                let ty = Ty { pointers: u8::from(is_reference), ..Ty::value("auto") };
                let local = self.builder.local(name, ty, LocalKind::Auto, span);
                let binding = if is_reference { Binding::Reference(local) } else { Binding::Local(local) };
                self.scopes.bind(Name::new(name), binding);
                let place = self.builder.places().local(local);
                self.assign(place, Rvalue::Unknown, span);
            }
            stack.extend(parts(node));
        }
    }

    /// The initialisers of a constructor: `: Base(x), m_sock(socket(...))`.
    pub(in super::super) fn member_initialisers(&mut self, definition: Node<'a>) {
        let is_list = |node: &Node<'a>| node.kind() == "field_initializer_list";
        let Some(list) = parts(definition).into_iter().find(is_list) else { return };
        for initialiser in parts(list) {
            let all = parts(initialiser);
            let [name, value] = all[..] else { continue };
            let (text, span) = (self.last_name(name), self.span(initialiser));
            self.statement = (initialiser.start_byte(), initialiser.end_byte());
            let args: Vec<_> = parts(value).into_iter().collect();
            let Some(this) = self.this_place() else { continue };
            let ty = self.own_class().and_then(|class| self.member_type(class.as_str(), text));
            let is_base = ty.is_none()
                && self.own_class().is_some_and(|class| {
                    class.as_str() == text
                        || self
                            .class(class.as_str())
                            .is_some_and(|class| class.bases.iter().any(|base| base.as_str() == text))
                });
            if is_base {
                self.construct(text, Operand::Copy(this), &args, span);
                continue;
            }
            let object = self.builder.places().deref(this);
            let member = self.builder.places().field(object, text);
            match ty {
                Some(ty) => {
                    let ty = self.unaliased(&ty);
                    self.object(member, &ty, &args, span);
                }
                None => match args[..] {
                    [] => self.assign(member, Rvalue::Zeroed, span),
                    [only] => self.store(member, only, span),
                    _ => self.construct("object", Operand::AddrOf(member), &args, span),
                },
            }
        }
    }
}
