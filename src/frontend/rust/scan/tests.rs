use super::*;

fn words(text: &str) -> Vec<u32> {
    scan(text.as_bytes(), &mut |_, word| word == b"accept").words
}

#[test]
fn words_in_strings_and_comments_do_not_count() {
    assert_eq!(words("accept"), [0]);
    assert_eq!(words("// accept\n/* accept /* */ accept */ \"accept\" r#\"\" accept\"# accept"), [59]);
    assert_eq!(words("fn f<'a>(x: &'a str) { '\"'; '\\''; accept }"), [34]);
    assert_eq!(words("r#accept b\"accept\" c\"accept"), [2]);
}

#[test]
fn what_nests_too_deep_is_refused() {
    let deep = format!("{}1{}", "(".repeat(5000), ")".repeat(5000));
    assert!(scan(deep.as_bytes(), &mut |_, _| false).refused.is_some());
    let long = "!".repeat(5000);
    assert!(scan(long.as_bytes(), &mut |_, _| false).refused.is_some());
    assert!(scan("if a {} else ".repeat(5000).as_bytes(), &mut |_, _| false).refused.is_some());
    let refused = |text: &str| scan(text.repeat(5000).as_bytes(), &mut |_, _| false).refused.is_some();
    for text in [
        "return ",
        ".g()",
        "[0]",
        "(0)",
        "+ h(1)",
        "as T ",
        "A<x, ",
        "|a, b| ",
        "if ",
        "?",
        "fn() -> ",
        "!{}",
        "A<fn() -> x, ",
    ] {
        assert!(refused(text), "{text}");
    }
    for text in [
        "f(!a, b); ",
        "f(!a, b), ",
        "fn f() -> A<B> { return 1 } ",
        "(A, B) => {} ",
        "&A | &B => return 1, ",
        "if !a {} ",
        "{ !a }",
        "#[a] impl A for B {} ",
        "a: Vec<u8>, ",
        "#[a] B(c, d), ",
        "m! { !a } ",
    ] {
        assert!(!refused(text), "{text}");
    }
    assert_eq!(scan("f(a, b); ".repeat(5000).as_bytes(), &mut |_, _| false).refused, None);
}

fn bodies(text: &str) -> Vec<&str> {
    let found = scan_for(text.as_bytes(), true, &mut |_, _| false).bodies;
    found.iter().map(|body| &text[body.start as usize..body.end as usize]).collect()
}

#[test]
fn bodies_are_told_from_brackets() {
    assert_eq!(bodies("fn f() {} mod m { impl T { fn g<'a>() -> X { { '}' } } fn h(); } }"), ["{}", "{ { '}' } }"]);
    assert_eq!(bodies("fn f() { fn g() {} struct S {} }"), ["{ fn g() {} struct S {} }"]);
    assert_eq!(bodies("fn f() -> [u8; { 1 }] where [(); { 2 }]: Sized { 3 }"), ["{ 3 }"]);
    assert_eq!(bodies("fn f() -> A<{ 1 }, { 2 }> { 3 }"), ["{ 3 }"]);
    assert_eq!(bodies("type F = fn(u8) -> u8; struct S { f: fn() } const C: fn() = { f };"), Vec::<&str>::new());
    assert_eq!(bodies("extern { fn f(); } enum E {} trait T { fn g(&self) { 1 } fn h(&self); } fn i()"), ["{ 1 }"]);
    assert_eq!(bodies("fn f() {} fn g() { ( } fn h() {}"), Vec::<&str>::new());
    assert_eq!(bodies("fn f() {} fn g() {"), ["{}"]);
}

#[test]
fn bodies_that_are_only_there_in_tests() {
    let tests = |text: &str| {
        let found = scan_for(text.as_bytes(), true, &mut |_, _| false).bodies;
        found.iter().map(|body| body.is_test).collect::<Vec<_>>()
    };
    assert_eq!(
        tests("fn f() {} #[cfg(test)] mod t { use a::{b}; fn g() {} mod u { fn h() {} } } fn i() {}"),
        [false, true, true, false]
    );
    assert_eq!(
        tests("#[cfg(test)] fn f() {} #[cfg(all(test, unix))] #[a(b)] impl A { fn g() {} } fn h() {}"),
        [true, true, false]
    );
    assert_eq!(tests("#[cfg(test)] mod t; fn f() {} #[cfg(test)] use a::{b, c}; fn g() {}"), [false, false]);
    assert_eq!(tests("struct S { #[cfg(test)] a: u8, b: u8 } fn f() {} #[cfg(not(test))] fn g() {}"), [false, false]);
    assert_eq!(tests("fn f() { #[cfg(test)] g(); { h() } } fn i() {} #[cfg(any(test, a))] fn j() {}"), [false; 3]);
}

#[test]
fn what_nests_too_deep_in_a_body_costs_only_that_body() {
    let deep = format!("{}1{}", "(".repeat(5000), ")".repeat(5000));
    let text = format!("fn f() {{}} fn g() {{ {deep} }} fn h() {{}}");
    let found = scan_for(text.as_bytes(), true, &mut |_, _| false);
    let refused: Vec<bool> = found.bodies.iter().map(|body| body.refused.is_some()).collect();
    assert_eq!((refused, found.refused), (vec![false, true, false], None));
    let text = format!("fn f() {{ {deep} ] }} fn h() {{}}");
    assert!(scan_for(text.as_bytes(), true, &mut |_, _| false).refused.is_some());
    let text = format!("fn f() {{ {deep}");
    assert!(scan_for(text.as_bytes(), true, &mut |_, _| false).refused.is_some());
}

/// What both ways through a text tell, so that they can be compared.
fn told(scan: Scan) -> (Vec<u32>, Vec<u32>, Vec<u32>, bool, Vec<String>) {
    (scan.words, scan.calls, scan.definitions, scan.is_foreign, scan.dropped)
}

#[test]
fn words_alone_are_told_as_among_brackets() {
    let text = "extern fn f(a: &'a str) -> u8 { g(h, 'h', '\\'', b\"h\", r#\"h\"#, \"\\\"h\") /* h */ / r#h // h\n }
        impl<T> Drop for S<T> { fn drop(&mut self) { wordsThatAreLongerThanSixtyFourBytes_or_that_lie_on_the_border_of_them() } }";
    let is_h = |_, word: &[u8]| word == b"h";
    for blanks in 0..130 {
        for end in 0..text.len() {
            let text = [" ".repeat(blanks).as_bytes(), &text.as_bytes()[..end]].concat();
            let alone = scan_words(&text, &|_| true, &mut { is_h });
            assert_eq!(told(alone), told(scan_for(&text, true, &mut { is_h })), "{blanks} {end}");
        }
    }
}
