//! What comments promise of the functions of a Rust file.

use super::cfg::is_out;
use super::env::FileCx;
use super::find::unfold;
use super::outline::Outline;
use super::parse::items;
use super::scan::scan_for;
use super::spans::span_of;
use super::types::{TypeNames, is_number};
use crate::frontend::promise::{Head, Param, promised_by};
use crate::frontend::{Annotation, Promised, World};
use crate::ir::Name;
use crate::source::Span;
use syn::{FnArg, ForeignItem, ImplItem, Item, Pat, ReturnType, Signature, TraitItem, Type, Visibility};

/// What is promised; what is wrong is noted with the comments.
pub fn promised(text: &[u8], annotations: &mut [Annotation]) -> Vec<Promised> {
    let scanned = scan_for(text, true, &mut |_, _| false);
    if scanned.refused.is_some() {
        // Reading the file tells of it.
        return Vec::new();
    }
    proc_macro2::extra::invalidate_current_thread_spans();
    let (outline, _) = Outline::new(&scanned, |_| false).apply(text, &scanned.comments);
    // What does not parse is told when the file is read.
    let items = unfold(items(&outline).0, &mut Vec::new());
    let mut heads = Vec::new();
    collect(&items, &FileCx::new(&items).names, &mut heads);
    promised_by(text, annotations, &|subject| {
        let is_meant = |(span, _): &&(Span, Head)| {
            (subject.start..subject.end).contains(&span.start) || (span.start..span.end).contains(&subject.start)
        };
        heads.iter().find(is_meant).map(|(_, head)| head)
    })
}

/// The heads of functions, with what lies between `fn` and the end of each.
fn collect(items: &[Item], names: &TypeNames, found: &mut Vec<(Span, Head)>) {
    for item in items {
        match item {
            Item::Fn(item) => {
                let is_exported = item.sig.abi.is_some() || !matches!(item.vis, Visibility::Inherited);
                found.push(head(&item.sig, names, span_of(item.block.brace_token.span.open()), !is_exported));
            }
            Item::Mod(module) if !is_out(&module.attrs, World::Posix, true) => {
                collect(module.content.as_ref().map_or(&[], |(_, items)| items), names, found);
            }
            Item::ForeignMod(module) => found.extend(module.items.iter().filter_map(|item| match item {
                ForeignItem::Fn(item) => Some(head(&item.sig, names, span_of(item.semi_token.span), false)),
                _ => None,
            })),
            Item::Impl(item) => {
                let mut names = names.clone();
                names.own = names.of(&item.self_ty);
                names.enter(&item.generics);
                found.extend(item.items.iter().filter_map(|item| match item {
                    ImplItem::Fn(item) => {
                        Some(head(&item.sig, &names, span_of(item.block.brace_token.span.open()), false))
                    }
                    _ => None,
                }));
            }
            Item::Trait(item) => {
                let mut names = names.clone();
                names.own = Some(item.ident.to_string());
                found.extend(item.items.iter().filter_map(|item| match item {
                    TraitItem::Fn(item) => {
                        let end = item.default.as_ref().map(|block| block.brace_token.span.open());
                        let end = end.or_else(|| item.semi_token.as_ref().map(|semicolon| semicolon.span))?;
                        Some(head(&item.sig, &names, span_of(end), false))
                    }
                    _ => None,
                }));
            }
            _ => {}
        }
    }
}

fn head(sig: &Signature, names: &TypeNames, end: Span, is_static: bool) -> (Span, Head) {
    let mut names = names.clone();
    names.enter(&sig.generics);
    let name = names.function(sig);
    let params = sig.inputs.iter().map(|input| match input {
        FnArg::Receiver(_) => Param { name: "self".into(), is_pointer: true },
        FnArg::Typed(typed) => {
            let name = match &*typed.pat {
                Pat::Ident(name) => name.ident.to_string(),
                _ => String::new(),
            };
            let is_pointer = !names.of(&typed.ty).is_some_and(|ty| is_number(&ty));
            Param { name: name.as_str().into(), is_pointer }
        }
    });
    let result = match &sig.output {
        ReturnType::Type(_, ty) => Some(&**ty),
        ReturnType::Default => None,
    };
    let gives_no_number = !result.and_then(|ty| names.of(ty)).is_some_and(|ty| is_number(&ty));
    let success = result.and_then(variant);
    let name = Name::new(&name);
    let params = params.collect();
    (span_of(sig.fn_token.span).to(end), Head { name, params, gives_no_number, success, is_static })
}

/// The variant of a result's type that holds the value.
fn variant(ty: &Type) -> Option<Name> {
    let Type::Path(path) = ty else { return None };
    match path.path.segments.last()?.ident.to_string().as_str() {
        "Option" => Some("Some".into()),
        name if name.ends_with("Result") => Some("Ok".into()),
        _ => None,
    }
}
