//! A syntax tree in one piece. tree-sitter's own nodes must look for each child anew and spell out each kind; lowering asks
//! for both all the time, so the tree is copied once, in source order, and is cheap to walk from then on.

use std::fmt;
use std::num::NonZeroU16;
use std::ops::Range;
use std::sync::LazyLock;
use tree_sitter::{Language, Tree};

/// Names of the grammar's node kinds and fields, by number.
struct Grammar {
    /// With whether the kind is more than a token that the grammar spells out.
    kinds: Vec<(&'static str, bool)>,
    fields: Vec<&'static str>,
}

static C_LANGUAGE: LazyLock<Language> = LazyLock::new(|| tree_sitter_c::LANGUAGE.into());

static CPP_LANGUAGE: LazyLock<Language> = LazyLock::new(|| tree_sitter_cpp::LANGUAGE.into());

static C: LazyLock<Grammar> = LazyLock::new(|| grammar(&C_LANGUAGE));

static CPP: LazyLock<Grammar> = LazyLock::new(|| grammar(&CPP_LANGUAGE));

fn grammar(language: &'static Language) -> Grammar {
    let kind = |id| (language.node_kind_for_id(id).unwrap_or(""), language.node_kind_is_named(id));
    let kinds = (0..language.node_kind_count()).map(|id| kind(id as u16));
    let fields = (0..=language.field_count()).map(|id| language.field_name_for_id(id as u16).unwrap_or(""));
    Grammar { kinds: kinds.collect(), fields: fields.collect() }
}

/// A tree whose nodes stand in source order, each before its descendants.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Syntax {
    nodes: Vec<Data>,
}

/// A node as it is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Data {
    pub kind: &'static str,
    /// The field of its parent that it stands in; empty if in none.
    pub field: &'static str,
    pub start: u32,
    pub end: u32,
    pub parent: u32,
    /// One past its last descendant; 0 if it has none.
    pub after: u32,
    pub is_named: bool,
    pub is_error: bool,
    pub is_missing: bool,
    pub has_error: bool,
}

/// One node of a tree.
#[derive(Clone, Copy)]
pub(super) struct Node<'t> {
    tree: &'t Syntax,
    at: u32,
}

impl Syntax {
    /// Copies a tree of C, or of C++; `None` if it is deeper than `limit`. Chains of `else if` are lowered in a loop and do not count.
    pub(super) fn new(tree: &Tree, limit: usize, is_cpp: bool) -> Option<Syntax> {
        let grammar: &Grammar = if is_cpp { &CPP } else { &C };
        let mut nodes = Vec::with_capacity(tree.root_node().descendant_count());
        let mut cursor = tree.walk();
        // The nodes above, the depth of each, and how many of its children are still to come: that is cheaper to know than
        // to ask for.
        let mut open: Vec<(u32, usize, usize)> = Vec::new();
        loop {
            let (parent, above, _) = open.last().copied().unwrap_or((0, 0, 0));
            let outer: Option<&Data> = nodes.get(parent as usize);
            let node = cursor.node();
            let data = Data::new(grammar, node, cursor.field_id(), parent, outer.is_none_or(|outer| outer.has_error));
            let is_else = |kind: &str| kind == "else_clause";
            let in_else = outer.is_some_and(|outer| is_else(outer.kind));
            let depth = above + usize::from(!is_else(data.kind) && !in_else);
            if depth > limit {
                return None;
            }
            let at = nodes.len() as u32;
            nodes.push(data);
            let children = node.child_count() as usize;
            if children > 0 && cursor.goto_first_child() {
                open.push((at, depth, children - 1));
                continue;
            }
            loop {
                let Some((parent, _, rest)) = open.last_mut() else { return Some(Syntax { nodes }) };
                if *rest > 0 && cursor.goto_next_sibling() {
                    *rest -= 1;
                    break;
                }
                nodes[*parent as usize].after = nodes.len() as u32;
                open.pop();
                cursor.goto_parent();
            }
        }
    }

    /// A tree of nodes that stand in source order.
    pub(super) fn from_nodes(nodes: Vec<Data>) -> Syntax {
        Syntax { nodes }
    }

    /// The root.
    pub(super) fn root(&self) -> Node<'_> {
        Node { tree: self, at: 0 }
    }
}

impl Data {
    /// A node and the field that it stands in; without errors `above` it there is none here to be asked for.
    fn new(grammar: &Grammar, node: tree_sitter::Node, field: Option<NonZeroU16>, parent: u32, above: bool) -> Data {
        let is_error = above && node.is_error();
        let known = grammar.kinds.get(usize::from(node.kind_id())).copied();
        let (kind, is_named) = if is_error { ("ERROR", true) } else { known.unwrap_or_default() };
        let field = field.and_then(|id| grammar.fields.get(usize::from(id.get())).copied());
        Data {
            kind,
            field: field.unwrap_or(""),
            start: node.start_byte() as u32,
            end: node.end_byte() as u32,
            parent,
            after: 0,
            is_named,
            is_error,
            is_missing: above && node.is_missing(),
            has_error: above && node.has_error(),
        }
    }
}

impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} {:?}", self.kind(), self.byte_range())
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.at == other.at && std::ptr::eq(self.tree, other.tree)
    }
}

impl<'t> Node<'t> {
    fn data(self) -> &'t Data {
        &self.tree.nodes[self.at as usize]
    }

    /// The grammar's name for what it is.
    pub(super) fn kind(self) -> &'static str {
        self.data().kind
    }

    /// Whether it is more than a token that the grammar spells out.
    pub(super) fn is_named(self) -> bool {
        self.data().is_named
    }

    /// Whether it is what the grammar had no place for.
    pub(super) fn is_error(self) -> bool {
        self.data().is_error
    }

    /// Whether it was put in where the grammar needed it.
    pub(super) fn is_missing(self) -> bool {
        self.data().is_missing
    }

    /// Whether it, or something in it, did not parse.
    pub(super) fn has_error(self) -> bool {
        self.data().has_error
    }

    /// Its first byte.
    pub(super) fn start_byte(self) -> usize {
        self.data().start as usize
    }

    /// One past its last byte.
    pub(super) fn end_byte(self) -> usize {
        self.data().end as usize
    }

    /// All its bytes.
    pub(super) fn byte_range(self) -> Range<usize> {
        self.start_byte()..self.end_byte()
    }

    /// What it stands in.
    pub(super) fn parent(self) -> Option<Node<'t>> {
        (self.at > 0).then(|| Node { at: self.data().parent, ..self })
    }

    /// Its children, tokens too.
    pub(super) fn children(self) -> impl Iterator<Item = Node<'t>> {
        let end = self.data().after;
        let mut next = self.at + 1;
        std::iter::from_fn(move || {
            let child = Node { at: next, ..self };
            if next >= end {
                return None;
            }
            next = child.data().after.max(next + 1);
            Some(child)
        })
    }

    /// Its children in the grammar's field `name`.
    pub(super) fn in_field(self, name: &'static str) -> impl Iterator<Item = Node<'t>> {
        self.children().filter(move |child| child.data().field == name)
    }
}
