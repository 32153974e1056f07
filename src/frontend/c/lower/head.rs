//! The head of a function: name, flags, return type, parameters.

use super::context::{Lowerer, field, parts};
use super::cpp::is_reference;
use super::declarator::{Declared, attributes, base_type, declared, has_storage, source};
use super::scope::Binding;
use crate::frontend::c::syntax::Node;
use crate::frontend::c::{FileEnv, Prepared, Standing, qualified};
use crate::ir::{FunctionBuilder, LocalId, LocalKind, Name, Ty};
use crate::source::{FileId, Span};

/// The first function definition under `root`, looking into what did not parse but not into other definitions.
pub(super) fn find_definition(root: Node) -> Option<Node> {
    let mut stack = vec![root];
    while let Some(node) = stack.pop() {
        if node.kind() == "function_definition" {
            return Some(node);
        }
        let inner = parts(node);
        stack.extend(inner.into_iter().rev().filter(|part| !part.kind().ends_with("_statement")));
    }
    None
}

/// A builder that knows what the head says, without the parameters.
pub(super) fn begin(
    prepared: &Prepared,
    text: &[u8],
    file: FileId,
    env: &FileEnv,
    definition: Node,
) -> Option<FunctionBuilder> {
    let head = head(text, definition)?;
    let name = source(text, head.name);
    let name_span = prepared.map.span(head.name.start_byte(), head.name.end_byte());
    let name = &known_as(prepared.cpp.as_ref(), text, name, head.function);
    let mut builder = FunctionBuilder::new(name, file, prepared.span, name_span, head.ty);
    for expansion in &prepared.expansions {
        builder.expansion(expansion.clone());
    }
    let function = builder.function_mut();
    // C's plain `inline` gives other files no definition to call.
    let is_local = has_storage(text, definition, "static") || has_storage(text, definition, "inline");
    function.is_static = match &prepared.cpp {
        None => is_local,
        Some(standing) => standing.is_hidden || standing.class.is_none() && has_storage(text, definition, "static"),
    };
    function.is_noreturn = env.noreturn.contains(name.as_str()) || says_noreturn(text, definition);
    Some(builder)
}

/// The name by which other functions call it.
fn known_as(standing: Option<&Standing>, text: &[u8], name: &str, params: Option<Node>) -> String {
    let Some(owner) = standing.and_then(Standing::owner) else { return name.to_owned() };
    let counts = |part: &Node| part.kind().ends_with("parameter_declaration") && source(text, *part) != "void";
    let arity = params.map_or(0, |list| parts(list).iter().filter(|part| counts(part)).count());
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    qualified(owner.as_str(), &name, arity).to_string()
}

fn head<'t>(text: &[u8], definition: Node<'t>) -> Option<Declared<'t>> {
    declared(field(definition, "declarator")?, base_type(text, definition))
}

fn says_noreturn(text: &[u8], definition: Node) -> bool {
    let mut node = definition;
    loop {
        if attributes(text, node).iter().any(|attribute| attribute.to_ascii_lowercase().contains("noreturn")) {
            return true;
        }
        match field(node, "declarator") {
            Some(inner) => node = inner,
            None => return false,
        }
    }
}

impl<'a> Lowerer<'a> {
    /// Declares the parameters of `definition`.
    pub(super) fn params(&mut self, definition: Node<'a>) {
        let Some(list) = head(self.text, definition).and_then(|head| head.function) else { return };
        for part in parts(list) {
            match part.kind() {
                "parameter_declaration" | "optional_parameter_declaration" | "variadic_parameter_declaration" => {
                    self.param(part);
                }
                "variadic_parameter" => self.builder.function_mut().is_variadic = true,
                "identifier" => {
                    let ty = self.old_style_type(definition, part);
                    self.add_param(part, ty, false);
                }
                _ => {}
            }
        }
    }

    pub(super) fn param(&mut self, node: Node<'a>) {
        let base = base_type(self.text, node);
        match field(node, "declarator").and_then(|declarator| declared(declarator, base.clone())) {
            Some(Declared { name, mut ty, function }) => {
                let is_reference = field(node, "declarator").is_some_and(is_reference);
                // A parameter of function type is a pointer to one.
                ty.pointers += u8::from(function.is_some()) + u8::from(is_reference);
                self.add_param(name, ty, is_reference);
            }
            None if self.source(node) == "void" => {}
            None => self.add_unnamed(node, base),
        }
    }

    /// An unnamed parameter still counts: the others' numbers depend on it.
    fn add_unnamed(&mut self, node: Node<'a>, mut ty: Ty) {
        ty.pointers = self.source(node).matches('*').count() as u8;
        let index = self.builder.function().params.len() as u32;
        let span = self.span(node);
        self.builder.local("", ty, LocalKind::Param(index), span);
    }

    /// A member function has the object as its first parameter, unless it is declared without one.
    pub(super) fn begin_method(&mut self, definition: Node<'a>) {
        let (Some(cpp), Some(head)) = (&self.cpp, head(self.text, definition)) else { return };
        // `void space::f(int s) {`: what stands before a name may be a namespace as well.
        let is_space = |name: &&Name| self.env.spaces.contains(*name) && !self.env.classes.contains_key(*name);
        let Some(class) = cpp.standing.class.as_ref().filter(|name| !is_space(name)) else { return };
        let name = self.source(head.name);
        let n = head.function.map_or(0, |list| parts(list).len());
        let declared = self.env.classes.get(class).and_then(|class| class.method(name, n));
        if has_storage(self.text, definition, "static") || declared.is_some_and(|method| method.is_static) {
            return;
        }
        let is_constructor = name == class.as_str();
        let (ty, span) = (Ty { base: class.clone(), pointers: 1, is_array: false }, self.span(head.name));
        let this = self.builder.local("this", ty, LocalKind::Param(0), span);
        let cpp = self.cpp.as_mut().expect("it was there");
        (cpp.this, cpp.is_constructor) = (Some(this), is_constructor);
    }

    /// A variable of the function around, as a further parameter.
    pub(super) fn add_outer(&mut self, name: &str, ty: Ty, span: Span) -> LocalId {
        let index = self.builder.function().params.len() as u32;
        self.builder.local(name, ty, LocalKind::Param(index), span)
    }

    fn add_param(&mut self, name: Node<'a>, ty: Ty, is_reference: bool) {
        let (span, name) = (self.span(name), self.source(name));
        let local = self.add_outer(name, ty, span);
        let binding = if is_reference { Binding::Reference(local) } else { Binding::Local(local) };
        self.scopes.bind(Name::new(name), binding);
    }

    /// The type of an old-style parameter, from the declarations between head and body.
    fn old_style_type(&self, definition: Node<'a>, param: Node<'a>) -> Ty {
        let wanted = self.source(param);
        for declaration in parts(definition).into_iter().filter(|part| part.kind() == "declaration") {
            let base = base_type(self.text, declaration);
            let declarators = declaration.in_field("declarator");
            let mut all = declarators.filter_map(|declarator| declared(declarator, base.clone()));
            if let Some(found) = all.find(|declared| self.source(declared.name) == wanted) {
                return found.ty;
            }
        }
        Ty::value("int")
    }
}
