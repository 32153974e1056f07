//! The tree that is being built: each node after its children, so that what comes first need not know what it is a part of.

use crate::frontend::c::syntax::{Data, Syntax};

/// Nodes so far; until the end, `after` is how many nodes a node has with itself.
pub(super) struct Tree {
    nodes: Vec<Data>,
}

impl Tree {
    pub(super) fn with_capacity(nodes: usize) -> Tree {
        Tree { nodes: Vec::with_capacity(nodes) }
    }

    /// Where the next node will begin.
    pub(super) fn mark(&self) -> usize {
        self.nodes.len()
    }

    /// Adds a token.
    pub(super) fn leaf(&mut self, kind: &'static str, is_named: bool, start: u32, end: u32) {
        self.push(kind, is_named, start, end, 1);
    }

    /// Makes all nodes since `mark` the children of a new one.
    pub(super) fn close(&mut self, mark: usize, kind: &'static str) {
        let size = self.nodes.len() - mark + 1;
        // The first node since is the first token.
        let start = self.nodes.get(mark).map_or(0, |first| first.start);
        let end = self.nodes.last().map_or(start, |last| last.end);
        self.push(kind, true, start, end, size);
    }

    fn push(&mut self, kind: &'static str, is_named: bool, start: u32, end: u32, size: usize) {
        let (field, after) = ("", size as u32);
        let data = Data { kind, field, start, end, parent: 0, after, is_named, ..Data::default() };
        self.nodes.push(data);
    }

    /// Says which field of its parent the last node is.
    pub(super) fn field(&mut self, name: &'static str) {
        if let Some(last) = self.nodes.last_mut() {
            last.field = name;
        }
    }

    /// What the last node is.
    pub(super) fn last_kind(&self) -> &'static str {
        self.nodes.last().map_or("", |last| last.kind)
    }

    /// The tree in source order below a root that ends at `end`; `None` if it is deeper than `limit`.
    pub(super) fn finish(mut self, root: &'static str, end: u32, limit: usize) -> Option<Syntax> {
        self.close(0, root);
        if let Some(root) = self.nodes.last_mut() {
            root.end = end;
        }
        in_source_order(self.nodes, limit).map(Syntax::from_nodes)
    }
}

/// A node whose children are being placed, last first.
struct Open {
    at: u32,
    /// One past the child that is placed next.
    end: u32,
    depth: usize,
    is_else: bool,
}

/// Puts each node before its children and tells it its parent.
fn in_source_order(mut nodes: Vec<Data>, limit: usize) -> Option<Vec<Data>> {
    let mut order = vec![0; nodes.len()];
    let mut open: Vec<Open> = Vec::new();
    for (number, node) in nodes.iter_mut().enumerate().rev() {
        let size = node.after;
        let is_else = node.kind == "else_clause";
        let around = open.last_mut();
        let depth = around.as_ref().map_or(1, |around| around.depth + usize::from(!is_else && !around.is_else));
        if depth > limit {
            return None;
        }
        let end = around.as_ref().map_or(size, |around| around.end);
        let at = end - size;
        order[at as usize] = number;
        node.after = if size > 1 { end } else { 0 };
        if let Some(around) = around {
            node.parent = around.at;
            around.end = at;
        }
        if size > 1 {
            open.push(Open { at, end, depth, is_else });
        }
        while open.last().is_some_and(|open| open.end == open.at + 1) {
            open.pop();
        }
    }
    Some(order.into_iter().map(|number| nodes[number]).collect())
}
