//! Reading types and declarators.

use super::context::{children, field, parts};
use crate::frontend::c::syntax::Node;
use crate::ir::{Name, Ty};

/// A declared name.
#[derive(Clone, Debug)]
pub(super) struct Declared<'t> {
    /// The identifier.
    pub name: Node<'t>,
    pub ty: Ty,
    /// The parameter list if the name is a function, not a variable.
    pub function: Option<Node<'t>>,
}

pub(super) fn source<'a>(text: &'a [u8], node: Node) -> &'a str {
    text.get(node.byte_range()).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
}

/// The type that `node`'s `type` field names: `int`, `struct conn`, `unsigned long`.
pub(super) fn base_type(text: &[u8], node: Node) -> Ty {
    let Some(ty) = field(node, "type") else { return Ty::value("int") };
    let named = |keyword: &str| match field(ty, "name") {
        Some(name) => format!("{keyword} {}", source(text, name)),
        None => keyword.to_owned(),
    };
    let base = match ty.kind() {
        "struct_specifier" => named("struct"),
        "union_specifier" => named("union"),
        "enum_specifier" => named("enum"),
        "qualified_identifier" | "template_type" | "class_specifier" => last_name(text, ty).to_owned(),
        "placeholder_type_specifier" | "decltype" => "auto".to_owned(),
        _ => source(text, ty).split_ascii_whitespace().collect::<Vec<_>>().join(" "),
    };
    Ty { base: Name::new(&base), pointers: 0, is_array: false }
}

/// The last name of a type of C++, without template arguments.
fn last_name<'a>(text: &'a [u8], ty: Node) -> &'a str {
    let mut node = ty;
    while let Some(name) = field(node, "name") {
        node = name;
    }
    source(text, node)
}

/// Follows a declarator down to its name.
pub(super) fn declared<'t>(declarator: Node<'t>, base: Ty) -> Option<Declared<'t>> {
    let (mut node, mut ty, mut function) = (declarator, base, None);
    loop {
        match node.kind() {
            "identifier" | "type_identifier" | "field_identifier" => {
                return Some(Declared { name: node, ty, function });
            }
            "pointer_declarator" => {
                ty.pointers = ty.pointers.saturating_add(1);
                function = None;
            }
            "array_declarator" => {
                ty.is_array = true;
                function = None;
            }
            "function_declarator" => function = field(node, "parameters"),
            "destructor_name" | "operator_name" | "operator_cast" => {
                let list = || field(field(node, "declarator")?, "parameters");
                return Some(Declared { name: node, ty, function: function.or_else(list) });
            }
            "qualified_identifier" | "template_function" => {
                node = field(node, "name")?;
                continue;
            }
            "init_declarator"
            | "parenthesized_declarator"
            | "attributed_declarator"
            | "reference_declarator"
            | "variadic_declarator" => {}
            _ => return None,
        }
        node = inner(node)?;
    }
}

fn inner(node: Node) -> Option<Node> {
    field(node, "declarator").or_else(|| {
        let is_inner = |kind: &str| {
            matches!(
                kind,
                "identifier" | "field_identifier" | "qualified_identifier" | "destructor_name" | "operator_name"
            ) || kind.ends_with("_declarator")
        };
        parts(node).into_iter().find(|part| is_inner(part.kind()))
    })
}

/// Whether a declaration carries the storage class `word`.
pub(super) fn has_storage(text: &[u8], node: Node, word: &str) -> bool {
    children(node).into_iter().any(|child| child.kind() == "storage_class_specifier" && source(text, child) == word)
}

/// The texts of the attributes and specifiers that stand directly in `node`.
pub(super) fn attributes<'a>(text: &'a [u8], node: Node) -> Vec<&'a str> {
    let is_attribute = |kind: &str| {
        matches!(kind, "attribute_specifier" | "attribute_declaration" | "ms_declspec_modifier" | "type_qualifier")
    };
    children(node).into_iter().filter(|child| is_attribute(child.kind())).map(|child| source(text, child)).collect()
}
