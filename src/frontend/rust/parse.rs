//! From text to items. What does not parse costs only the items it stands in.

use super::spans::span_of;
use crate::frontend::{Problem, ProblemKind};
use crate::source::Span;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream, Parser};
use syn::{ImplItem, Item};

/// The items of a text, and what did not parse.
pub fn items(text: &str) -> (Vec<Item>, Vec<Problem>) {
    let tokens: TokenStream = match without_shebang(text).parse() {
        Ok(tokens) => tokens,
        Err(error) => {
            let error: proc_macro2::LexError = error;
            let at = error.span().byte_range();
            let span = Span::new(at.start, at.end);
            let message = "brackets do not match, or something is no token".to_owned();
            return (Vec::new(), vec![Problem { span, kind: ProblemKind::File, message }]);
        }
    };
    let mut problems = Vec::new();
    let items = items_of(tokens, &mut problems);
    (items, problems)
}

/// The same text with blanks in place of `#!/...` on the first line.
fn without_shebang(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.starts_with("#!") || text[2..].trim_start().starts_with('[') {
        return text.into();
    }
    let end = text.find('\n').unwrap_or(text.len());
    format!("{}{}", " ".repeat(end), &text[end..]).into()
}

/// The items among `tokens`.
pub fn items_of(tokens: TokenStream, problems: &mut Vec<Problem>) -> Vec<Item> {
    let mut found = Vec::new();
    let read = |input: ParseStream| {
        let _ = input.call(syn::Attribute::parse_inner);
        while !input.is_empty() {
            match speculate::<Item>(input) {
                Ok(item) => found.push(item),
                Err(error) => found.extend(recover(input, error, problems)),
            }
        }
        Ok(())
    };
    // The closure never fails; it takes all tokens.
    let _: syn::Result<()> = read.parse2(tokens);
    found
}

fn speculate<T: Parse>(input: ParseStream) -> syn::Result<T> {
    let ahead = input.fork();
    let item = ahead.parse::<T>()?;
    input.advance_to(&ahead);
    Ok(item)
}

/// Skips an item that does not parse; of a module or an `impl` what is inside it is looked at piece by piece.
fn recover(input: ParseStream, error: syn::Error, problems: &mut Vec<Problem>) -> Vec<Item> {
    let mut skipped = Vec::new();
    while let Ok(token) = input.parse::<TokenTree>() {
        let is_end = match &token {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        };
        skipped.push(token);
        if is_end {
            break;
        }
    }
    let head = |word: &str| skipped.iter().any(|token| matches!(token, TokenTree::Ident(ident) if ident == word));
    match skipped.last() {
        Some(TokenTree::Group(group)) if head("mod") => items_of(group.stream(), problems),
        Some(TokenTree::Group(group)) if head("impl") && !head("fn") => {
            let group = group.clone();
            skipped.pop();
            impl_of(skipped, &group, problems).into_iter().collect()
        }
        _ => {
            let message = format!("an item does not parse: {error}");
            problems.push(Problem { span: span_of(error.span()), kind: ProblemKind::Function, message });
            Vec::new()
        }
    }
}

/// An `impl` block with those of its items that parse.
fn impl_of(head: Vec<TokenTree>, body: &Group, problems: &mut Vec<Problem>) -> Option<Item> {
    let empty = TokenTree::Group(Group::new(Delimiter::Brace, TokenStream::new()));
    let empty: TokenStream = head.into_iter().chain([empty]).collect();
    let Ok(Item::Impl(mut whole)) = syn::parse2::<Item>(empty) else { return None };
    let read = |input: ParseStream| {
        while !input.is_empty() {
            match speculate::<ImplItem>(input) {
                Ok(item) => whole.items.push(item),
                Err(error) => drop(recover(input, error, problems)),
            }
        }
        Ok(())
    };
    let _: syn::Result<()> = read.parse2(body.stream());
    Some(Item::Impl(whole))
}

/// The expressions between the commas of a macro's body; `None` if it holds something else.
pub fn arguments(tokens: TokenStream) -> Option<Vec<syn::Expr>> {
    let list = syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
    list.parse2(tokens).ok().map(|list| list.into_iter().collect())
}

/// The statements of a macro's body that is a block; `None` if it holds something else.
pub fn statements(tokens: TokenStream) -> Option<Vec<syn::Stmt>> {
    syn::Block::parse_within.parse2(tokens).ok()
}

/// The bodies of `cfg_if! { if #[..] { items } else { items } }`.
pub fn conditional_items(tokens: TokenStream, problems: &mut Vec<Problem>) -> Vec<Item> {
    let groups = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    groups.collect::<Vec<_>>().into_iter().flat_map(|body| items_of(body, problems)).collect()
}
