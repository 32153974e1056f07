//! `#[cfg(..)]` in one world.

use crate::frontend::World;
use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Meta};

/// Whether what has these attributes is surely not there in `world`. Conditions that nothing decides may hold, and so may
/// `test` if `with_tests`.
pub fn is_out(attributes: &[Attribute], world: World, with_tests: bool) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).any(|attribute| match &attribute.meta {
        Meta::List(list) => holds(list.tokens.clone(), world, with_tests) == Some(false),
        _ => false,
    })
}

/// Whether a condition holds, if that is known.
pub fn holds(tokens: TokenStream, world: World, with_tests: bool) -> Option<bool> {
    let is_windows = world == World::Windows;
    let parts: Vec<TokenTree> = tokens.into_iter().collect();
    match &parts[..] {
        [TokenTree::Ident(name)] if name == "unix" => Some(!is_windows),
        [TokenTree::Ident(name)] if name == "windows" => Some(is_windows),
        [TokenTree::Ident(name)] if name == "test" && !with_tests => Some(false),
        [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(value)] => {
            let value = value.to_string();
            match (name.to_string().as_str(), value.trim_matches('"')) {
                ("target_family", "unix") => Some(!is_windows),
                ("target_os", "linux") => Some(!is_windows),
                ("target_os" | "target_family", "windows") => Some(is_windows),
                ("target_os", "wasi" | "hermit" | "none" | "uefi" | "unknown") => Some(false),
                // Other systems of the family are looked at together with Linux.
                ("target_os" | "target_vendor", _) if is_windows => Some(false),
                _ => None,
            }
        }
        [TokenTree::Ident(name), TokenTree::Group(group)] => {
            let all = split(group.stream());
            let mut known = all.into_iter().map(|part| holds(part, world, with_tests));
            match name.to_string().as_str() {
                "not" => known.next().flatten().map(|holds| !holds),
                "all" => fold(known, false),
                "any" => fold(known, true),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `any` if `decides` is true, `all` if it is false.
fn fold(parts: impl Iterator<Item = Option<bool>>, decides: bool) -> Option<bool> {
    let mut result = Some(!decides);
    for part in parts {
        match part {
            Some(holds) if holds == decides => return Some(decides),
            Some(_) => {}
            None => result = None,
        }
    }
    result
}

fn split(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![Vec::new()];
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => parts.push(Vec::new()),
            token => parts.last_mut().into_iter().for_each(|part: &mut Vec<TokenTree>| part.push(token.clone())),
        }
    }
    parts.into_iter().filter(|part| !part.is_empty()).map(|part| part.into_iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_decide() {
        let holds = |text: &str, world| holds(text.parse().unwrap(), world, false);
        for (text, posix, windows) in [
            ("unix", Some(true), Some(false)),
            ("not(windows)", Some(true), Some(false)),
            ("any(windows, feature = \"docs\")", None, Some(true)),
            ("all(unix, feature = \"x\")", None, Some(false)),
            ("target_os = \"macos\"", None, Some(false)),
            ("not(target_os = \"linux\")", Some(false), Some(true)),
            ("feature = \"x\"", None, None),
            ("test", Some(false), Some(false)),
            ("any(unix, test)", Some(true), Some(false)),
            ("any(feature = \"x\", test)", None, None),
            ("all(feature = \"x\", test)", Some(false), Some(false)),
            ("not(test)", Some(true), Some(true)),
        ] {
            assert_eq!((holds(text, World::Posix), holds(text, World::Windows)), (posix, windows), "{text}");
        }
    }
}
