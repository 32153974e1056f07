//! Initialiser lists.

use super::context::{Lowerer, Nodes, field, parts};
use crate::frontend::c::syntax::Node;
use crate::ir::{Const, Elem, Operand, PlaceId, Rvalue, Step, Ty};
use crate::source::Span;

/// Longest array initialiser that is spelled out.
const MAX_ELEMENTS: usize = 64;

/// The members of the system's own structs that are usually initialised by position.
const LAYOUTS: [(&str, &[&str]); 4] = [
    ("struct linger", &["l_onoff", "l_linger"]),
    ("LINGER", &["l_onoff", "l_linger"]),
    ("struct timeval", &["tv_sec", "tv_usec"]),
    ("struct pollfd", &["fd", "events", "revents"]),
];

impl<'a> Lowerer<'a> {
    /// Initialises `dest` of type `ty` with the list `node`.
    pub(super) fn init_list(&mut self, dest: PlaceId, ty: Option<&Ty>, node: Node<'a>, span: Span) {
        let items = parts(node);
        let is_zero = items.is_empty() || items.len() == 1 && self.is_zero(items[0]);
        if is_zero || items.iter().all(|item| item.kind() == "initializer_pair") {
            self.assign(dest, Rvalue::Zeroed, span);
            let pairs = if is_zero { Nodes::new() } else { items };
            return pairs.into_iter().for_each(|pair| self.init_pair(dest, pair));
        }
        if let (Some(ty), [item]) = (ty, &items[..])
            && !ty.is_array
            && ty.pointers > 0
        {
            return self.store(dest, *item, span);
        }
        match (ty, ty.and_then(layout)) {
            (Some(ty), _) if ty.is_array && items.len() <= MAX_ELEMENTS => self.init_array(dest, ty, items, span),
            (_, Some(members)) => self.init_members(dest, members, items, span),
            _ => self.init_unknown(dest, items, span),
        }
    }

    fn is_zero(&self, node: Node<'a>) -> bool {
        match node.kind() {
            "initializer_list" => parts(node).into_iter().all(|item| self.is_zero(item)),
            "initializer_pair" => false,
            _ => self.constant(node) == Some(Const::Int(0)),
        }
    }

    fn init_array(&mut self, dest: PlaceId, ty: &Ty, items: Nodes<'a>, span: Span) {
        self.assign(dest, Rvalue::Zeroed, span);
        let element_ty = Ty { is_array: false, ..ty.clone() };
        let mut next = Some(0);
        for item in items {
            if item.kind() == "initializer_pair" {
                next = self.init_pair_at(dest, item);
                continue;
            }
            let elem = next.map_or(Elem::Any, Elem::At);
            let place = self.builder.places().intern(Some(dest), Step::Elem(elem));
            self.init_item(place, Some(&element_ty), item);
            next = next.map(|at: i64| at + 1);
        }
    }

    fn init_members(&mut self, dest: PlaceId, members: &[&str], items: Nodes<'a>, span: Span) {
        self.assign(dest, Rvalue::Zeroed, span);
        for (member, item) in members.iter().zip(items) {
            let place = self.builder.places().field(dest, member);
            self.init_item(place, None, item);
        }
    }

    /// Members by position are not known: only what is designated is.
    fn init_unknown(&mut self, dest: PlaceId, items: Nodes<'a>, span: Span) {
        for &item in items.iter().filter(|item| item.kind() != "initializer_pair") {
            self.init_effect(item);
        }
        self.assign(dest, Rvalue::Unknown, span);
        for item in items.into_iter().filter(|item| item.kind() == "initializer_pair") {
            self.init_pair(dest, item);
        }
    }

    fn init_effect(&mut self, node: Node<'a>) {
        match node.kind() {
            "initializer_list" => parts(node).into_iter().for_each(|item| self.init_effect(item)),
            "initializer_pair" => field(node, "value").into_iter().for_each(|value| self.init_effect(value)),
            // The value ends up in the object, where a handle is out of sight: a temporary stands for the member.
            _ => drop(self.value(node)),
        }
    }

    fn init_pair(&mut self, dest: PlaceId, pair: Node<'a>) {
        self.init_pair_at(dest, pair);
    }

    /// `.fd = -1`, `.a.b = x`, `[2] = y`; returns the index that follows.
    fn init_pair_at(&mut self, dest: PlaceId, pair: Node<'a>) -> Option<i64> {
        let (mut place, mut next) = (dest, None);
        for designator in pair.in_field("designator") {
            let name = parts(designator).first().copied().unwrap_or(designator);
            let step = match designator.kind() {
                "field_designator" | "field_identifier" => Step::Field(self.source(name).into()),
                "subscript_designator" => match self.constant(name) {
                    Some(Const::Int(at)) => {
                        next = at.checked_add(1);
                        Step::Elem(Elem::At(at))
                    }
                    _ => Step::Elem(Elem::Any),
                },
                _ => Step::Elem(Elem::Any),
            };
            place = self.builder.places().intern(Some(place), step);
        }
        if let Some(value) = field(pair, "value") {
            self.init_item(place, None, value);
        }
        next
    }

    fn init_item(&mut self, place: PlaceId, ty: Option<&Ty>, value: Node<'a>) {
        let span = self.span(value);
        match value.kind() {
            "initializer_list" => self.init_list(place, ty, value, span),
            _ => self.store(place, value, span),
        }
    }

    /// `(struct s){ ... }`
    pub(super) fn store_compound_literal(&mut self, dest: PlaceId, node: Node<'a>, span: Span) {
        let ty = field(node, "type").map(|ty| super::declarator::base_type(self.text, ty));
        let is_array = field(node, "type").is_some_and(|ty| self.source(ty).contains('['));
        let ty = ty.map(|ty| Ty { is_array, ..ty });
        match field(node, "value") {
            Some(list) => self.init_list(dest, ty.as_ref(), list, span),
            None => self.assign(dest, Rvalue::Use(Operand::Unknown), span),
        }
    }
}

fn layout(ty: &Ty) -> Option<&'static [&'static str]> {
    let is_object = !ty.is_pointer();
    LAYOUTS
        .iter()
        .find(|(name, _)| {
            is_object && name.strip_prefix("struct ").unwrap_or(name) == ty.base.as_str().trim_start_matches("struct ")
        })
        .map(|(_, members)| *members)
}
