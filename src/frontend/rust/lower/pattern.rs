//! Patterns: tests and the variables that they bind.

use super::Lower;
use super::enums::payload;
use super::expr::constant;
use crate::ir::{BlockId, CmpOp, Cond, Const, Operand, PlaceId, Terminator};
use crate::source::Span;
use syn::punctuated::Punctuated;
use syn::{Member, Pat, Token};

impl Lower<'_> {
    /// Binds a pattern that always fits.
    pub(super) fn bind(&mut self, pat: &Pat, value: Operand, ty: Option<String>, span: Span) {
        self.fit(pat, value, ty, None, span);
    }

    /// Goes on if the pattern fits, with its variables bound, and leads to `failed` otherwise.
    pub(super) fn test(&mut self, pat: &Pat, value: Operand, ty: Option<String>, failed: BlockId, span: Span) {
        self.fit(pat, value, ty, Some(failed), span);
    }

    fn fit(&mut self, pat: &Pat, value: Operand, ty: Option<String>, failed: Option<BlockId>, span: Span) {
        match pat {
            Pat::Ident(name) => {
                let text = name.ident.to_string();
                let is_constant = text.starts_with(|c: char| c.is_ascii_uppercase()) && name.subpat.is_none();
                if is_constant && failed.is_some() {
                    return self.is_constant(&text, value, failed, span);
                }
                let at = self.span(name.ident.span());
                let place = self.declare(&text, ty.clone(), at);
                self.assign(place, value.clone(), at);
                if let Some((_, inner)) = &name.subpat {
                    self.fit(inner, value, ty, failed, span);
                }
            }
            Pat::Paren(inner) => self.fit(&inner.pat, value, ty, failed, span),
            Pat::Reference(inner) => self.fit(&inner.pat, value, ty, failed, span),
            Pat::Type(inner) => {
                let ty = self.types.of(&inner.ty).or(ty);
                self.fit(&inner.pat, value, ty, failed, span);
            }
            Pat::Guard(inner) => {
                self.fit(&inner.pat, value, ty, failed, span);
                if let Some(failed) = failed {
                    self.cond(&inner.guard, failed);
                }
            }
            Pat::Or(cases) => self.any(&cases.cases, value, ty, failed, span),
            Pat::Tuple(_) | Pat::TupleStruct(_) | Pat::Struct(_) | Pat::Slice(_) => {
                self.take_apart(pat, value, ty, failed, span);
            }
            Pat::Path(path) => {
                let name = path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
                self.is_constant(&name, value, failed, span);
            }
            Pat::Lit(literal) => {
                if let Some(failed) = failed {
                    let rhs = constant(&literal.lit);
                    self.require(Cond { lhs: value, op: CmpOp::Eq, rhs }, failed, span);
                }
            }
            Pat::Range(range) => {
                let failed = failed.unwrap_or_else(|| self.b.new_block());
                for (bound, op) in [(&range.start, CmpOp::Ge), (&range.end, CmpOp::Le)] {
                    if let Some(bound) = bound {
                        let rhs = self.expr(bound);
                        self.require(Cond { lhs: value.clone(), op, rhs }, failed, span);
                    }
                }
            }
            Pat::Wild(_) | Pat::Rest(_) => {}
            _ => {
                if let Some(failed) = failed {
                    self.require(unknown(), failed, span);
                }
            }
        }
    }

    /// Patterns for the parts of a value.
    fn take_apart(&mut self, pat: &Pat, value: Operand, ty: Option<String>, failed: Option<BlockId>, span: Span) {
        match pat {
            Pat::Tuple(tuple) => {
                let whole = self.place_of(value, span);
                let n = tuple.elems.len();
                let rest = tuple.elems.iter().position(|pat| matches!(pat, Pat::Rest(_)));
                for (at, inner) in tuple.elems.iter().enumerate().filter(|(at, _)| Some(*at) != rest) {
                    // Behind `..` only the distance from the end is known.
                    let member =
                        if rest.is_some_and(|rest| at > rest) { format!("-{}", n - at) } else { at.to_string() };
                    let part = self.b.places().field(whole, &member);
                    // What is accepted comes first, its address second.
                    let ty = ty.clone().filter(|_| at == 0);
                    self.fit(inner, Operand::Copy(part), ty, failed, span);
                }
            }
            Pat::TupleStruct(pat) => {
                let variant = pat.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
                let whole = self.place_of(value, span);
                self.is_variant(whole, &variant, failed, span);
                self.parts(whole, &variant, &pat.elems, ty, failed, span);
            }
            Pat::Struct(pat) => {
                let variant = pat.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
                let whole = self.place_of(value, span);
                self.is_variant(whole, &variant, failed.filter(|_| pat.path.segments.len() > 1), span);
                for field in &pat.fields {
                    let name = member_name(&field.member);
                    let ty = self.file.members.get(&(variant.clone(), name.clone())).cloned();
                    let part = self.b.places().field(whole, &name);
                    self.fit(&field.pat, Operand::Copy(part), ty, failed, span);
                }
            }
            Pat::Slice(slice) => {
                let whole = self.place_of(value, span);
                if let Some(failed) = failed {
                    self.require(unknown(), failed, span);
                }
                for inner in &slice.elems {
                    let part = self.b.places().intern(Some(whole), crate::ir::Step::Elem(crate::ir::Elem::Any));
                    self.fit(inner, Operand::Copy(part), ty.clone(), failed, span);
                }
            }
            _ => {}
        }
    }

    fn parts(
        &mut self,
        whole: PlaceId,
        variant: &str,
        parts: &Punctuated<Pat, Token![,]>,
        ty: Option<String>,
        failed: Option<BlockId>,
        span: Span,
    ) {
        for (at, inner) in parts.iter().enumerate() {
            let part = self.b.places().field(whole, &payload(variant, at));
            let declared = self.file.members.get(&(variant.to_owned(), at.to_string())).cloned();
            let ty = declared.or_else(|| ty.clone().filter(|_| variant != "Err"));
            self.fit(inner, Operand::Copy(part), ty, failed, span);
        }
    }

    /// Alternatives, each of which leads on.
    fn any(
        &mut self,
        cases: &Punctuated<Pat, Token![|]>,
        value: Operand,
        ty: Option<String>,
        failed: Option<BlockId>,
        span: Span,
    ) {
        let fits = self.b.new_block();
        let outer = self.scopes.last_mut().map(|scope| std::mem::replace(&mut scope.has_alternatives, true));
        for (at, case) in cases.iter().enumerate() {
            let is_last = at + 1 == cases.len();
            let next = if is_last { failed } else { Some(self.b.new_block()) };
            self.fit(case, value.clone(), ty.clone(), next, span);
            self.b.goto(fits);
            if let Some(next) = next.filter(|_| !is_last) {
                self.b.switch_to(next);
            }
        }
        if let (Some(scope), Some(outer)) = (self.scopes.last_mut(), outer) {
            scope.has_alternatives = outer;
        }
        self.b.switch_to(fits);
    }

    fn is_variant(&mut self, whole: PlaceId, variant: &str, failed: Option<BlockId>, span: Span) {
        let Some(failed) = failed else { return };
        let tag = self.variant_of(whole);
        let fits = self.b.new_block();
        let cases = vec![(Const::Variant(variant.into()), fits)];
        self.b.end(Terminator::Switch { value: Operand::Copy(tag), cases, default: failed, span });
        self.b.switch_to(fits);
    }

    /// A constant, or a variant that holds nothing: its name is all that is known of either.
    fn is_constant(&mut self, name: &str, value: Operand, failed: Option<BlockId>, span: Span) {
        let Some(failed) = failed else { return };
        if let Some(number) = self.file.numbers.get(name) {
            return self.require(Cond { lhs: value, op: CmpOp::Eq, rhs: Operand::int(*number) }, failed, span);
        }
        let whole = self.place_of(value, span);
        self.is_variant(whole, name, Some(failed), span);
    }

    /// Goes on if the condition holds.
    pub(super) fn require(&mut self, cond: Cond, failed: BlockId, span: Span) {
        let then = self.b.new_block();
        self.b.end(Terminator::Branch { cond, then, otherwise: failed, span });
        self.b.switch_to(then);
    }
}

/// A condition of which nothing is known.
pub fn unknown() -> Cond {
    Cond { lhs: Operand::Unknown, op: CmpOp::Ne, rhs: Operand::int(0) }
}

/// The name of a member, or its number.
pub fn member_name(member: &Member) -> String {
    match member {
        Member::Named(name) => name.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}
