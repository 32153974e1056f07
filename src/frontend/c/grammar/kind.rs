//! What a token is, and how the grammar spells it.

use std::sync::LazyLock;

/// Names each kind together with its spelling, so that neither can be forgotten.
macro_rules! kinds {
    ($($name:ident $spelling:literal)*) => {
        /// What a token is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Kind {
            $($name),*
        }

        const KINDS: &[(Kind, &str)] = &[$((Kind::$name, $spelling)),*];
    };
}

kinds! {
    End ""
    Ident "identifier"
    Number "number_literal"
    Str "string_literal"
    Char "char_literal"
    Primitive "primitive_type"
    Open "("
    Close ")"
    OpenBrace "{"
    CloseBrace "}"
    OpenBracket "["
    CloseBracket "]"
    Semicolon ";"
    Comma ","
    Colon ":"
    Question "?"
    Dot "."
    Arrow "->"
    Dots "..."
    Star "*"
    Slash "/"
    Percent "%"
    Plus "+"
    Minus "-"
    Increment "++"
    Decrement "--"
    Amp "&"
    Pipe "|"
    Caret "^"
    Tilde "~"
    Bang "!"
    And "&&"
    Or "||"
    Less "<"
    LessEqual "<="
    Greater ">"
    GreaterEqual ">="
    Equal "=="
    NotEqual "!="
    ShiftLeft "<<"
    ShiftRight ">>"
    Assign "="
    StarAssign "*="
    SlashAssign "/="
    PercentAssign "%="
    PlusAssign "+="
    MinusAssign "-="
    ShiftLeftAssign "<<="
    ShiftRightAssign ">>="
    AmpAssign "&="
    CaretAssign "^="
    PipeAssign "|="
    If "if"
    Else "else"
    Switch "switch"
    Case "case"
    Default "default"
    While "while"
    Do "do"
    For "for"
    Return "return"
    Break "break"
    Continue "continue"
    Goto "goto"
    Typedef "typedef"
    Struct "struct"
    Union "union"
    Enum "enum"
    Signed "signed"
    Unsigned "unsigned"
    Long "long"
    Short "short"
    Extern "extern"
    Static "static"
    Auto "auto"
    Register "register"
    Inline "inline"
    Inline2 "__inline"
    Inline3 "__inline__"
    ForceInline "__forceinline"
    ThreadLocal "thread_local"
    Thread "__thread"
    Const "const"
    Constexpr "constexpr"
    Volatile "volatile"
    Restrict "restrict"
    Restrict2 "__restrict__"
    Atomic "_Atomic"
    NoReturn "_Noreturn"
    NoReturn2 "noreturn"
    Nonnull "_Nonnull"
    MsRestrict "__restrict"
    Attribute "__attribute__"
    Attribute2 "__attribute"
    Sizeof "sizeof"
    Offsetof "offsetof"
    True "true"
    True2 "TRUE"
    False "false"
    False2 "FALSE"
    Null "NULL"
    Nullptr "nullptr"
    Asm "asm"
    Asm2 "__asm__"
    Asm3 "__asm"
    VolatileAsm "__volatile__"
    Extension "__extension__"
    Alignof "__alignof__"
    Alignof2 "__alignof"
    Alignof3 "_alignof"
    Alignof4 "alignof"
    Alignof5 "_Alignof"
    Declspec "__declspec"
    Generic "_Generic"
    Unused ""
}

/// Words that are types on their own.
const PRIMITIVES: [&str; 26] = [
    "bool",
    "char",
    "int",
    "float",
    "double",
    "void",
    "size_t",
    "ssize_t",
    "ptrdiff_t",
    "intptr_t",
    "uintptr_t",
    "charptr_t",
    "nullptr_t",
    "max_align_t",
    "int8_t",
    "int16_t",
    "int32_t",
    "int64_t",
    "uint8_t",
    "uint16_t",
    "uint32_t",
    "uint64_t",
    "char8_t",
    "char16_t",
    "char32_t",
    "char64_t",
];

/// Words with a meaning in constructs that are left to the other parser.
const UNUSED: [&str; 18] = [
    "alignas",
    "_Alignas",
    "__based",
    "__cdecl",
    "__clrcall",
    "__stdcall",
    "__fastcall",
    "__thiscall",
    "__vectorcall",
    "__uptr",
    "__sptr",
    "_unaligned",
    "__unaligned",
    "__try",
    "__except",
    "__finally",
    "__leave",
    "defined",
];

/// As many as make most words find an empty slot.
const SLOTS: usize = 1024;

/// The words that have a meaning, each in the first free slot from its own on.
static WORDS: LazyLock<[(&[u8], Kind); SLOTS]> = LazyLock::new(|| {
    let spelled = KINDS.iter().skip(Kind::If as usize).filter(|(_, text)| !text.is_empty());
    let spelled = spelled.map(|(kind, text)| (text.as_bytes(), *kind));
    let primitives = PRIMITIVES.iter().map(|text| (text.as_bytes(), Kind::Primitive));
    let unused = UNUSED.iter().map(|text| (text.as_bytes(), Kind::Unused));
    let mut slots = [([].as_slice(), Kind::Ident); SLOTS];
    for (word, kind) in spelled.chain(primitives).chain(unused) {
        let mut at = slot(word);
        while !slots[at].0.is_empty() {
            at = (at + 1) % SLOTS;
        }
        slots[at] = (word, kind);
    }
    slots
});

/// The slot that `word`, which is not empty, belongs in.
fn slot(word: &[u8]) -> usize {
    let (first, middle, last) = (word[0], word[word.len() / 2], word[word.len() - 1]);
    (word.len() * 67 + usize::from(first) * 31 + usize::from(middle) * 101 + usize::from(last) * 7) % SLOTS
}

/// What a word is.
pub(super) fn of_word(word: &[u8]) -> Kind {
    let words = &*WORDS;
    let mut at = slot(word);
    loop {
        let (known, kind) = words[at];
        if known.is_empty() || known == word {
            return kind;
        }
        at = (at + 1) % SLOTS;
    }
}

impl Kind {
    /// How the grammar spells it.
    pub(super) fn spelling(self) -> &'static str {
        KINDS[self as usize].1
    }

    pub(super) fn is_word(self) -> bool {
        matches!(self, Kind::Ident | Kind::Primitive) || self as u8 > Kind::PipeAssign as u8
    }

    pub(super) fn is_sign(self) -> bool {
        matches!(self, Kind::Plus | Kind::Minus)
    }

    pub(super) fn is_step(self) -> bool {
        matches!(self, Kind::Increment | Kind::Decrement)
    }

    pub(super) fn is_assignment(self) -> bool {
        (Kind::Assign as u8..=Kind::PipeAssign as u8).contains(&(self as u8))
    }

    pub(super) fn is_length(self) -> bool {
        matches!(self, Kind::Signed | Kind::Unsigned | Kind::Long | Kind::Short)
    }

    pub(super) fn is_storage(self) -> bool {
        (Kind::Extern as u8..=Kind::Thread as u8).contains(&(self as u8))
    }

    pub(super) fn is_qualifier(self) -> bool {
        (Kind::Const as u8..=Kind::Nonnull as u8).contains(&(self as u8))
    }

    pub(super) fn is_attribute(self) -> bool {
        matches!(self, Kind::Attribute | Kind::Attribute2)
    }

    /// Whether it begins a type that cannot be anything else.
    pub(super) fn begins_type(self) -> bool {
        let is_tagged = matches!(self, Kind::Struct | Kind::Union | Kind::Enum);
        self == Kind::Primitive || is_tagged || self.is_length() || self.is_qualifier()
    }

    pub(super) fn is_alignof(self) -> bool {
        (Kind::Alignof as u8..=Kind::Alignof5 as u8).contains(&(self as u8))
    }

    pub(super) fn is_asm(self) -> bool {
        matches!(self, Kind::Asm | Kind::Asm2 | Kind::Asm3)
    }

    /// Whether it is a word that is known where a value is expected; all others are names there.
    pub(super) fn is_value_word(self) -> bool {
        let is_constant =
            matches!(self, Kind::True | Kind::True2 | Kind::False | Kind::False2 | Kind::Null | Kind::Nullptr);
        let is_operator =
            matches!(self, Kind::Sizeof | Kind::Offsetof | Kind::Generic | Kind::Extension | Kind::Unused);
        is_constant || is_operator || self.is_asm() || self.is_alignof()
    }

    /// Whether it begins a value and cannot go on with one.
    pub(super) fn begins_value(self) -> bool {
        self.is_word() || matches!(self, Kind::Number | Kind::Str | Kind::Char | Kind::Bang | Kind::Tilde)
    }

    /// Whether it begins a value as well as it goes on with one.
    pub(super) fn is_both(self) -> bool {
        matches!(self, Kind::Star | Kind::Plus | Kind::Minus | Kind::Amp | Kind::And)
    }

    /// How tightly it binds as a binary operator, if it is one.
    pub(super) fn precedence(self) -> Option<i8> {
        Some(match self {
            Kind::Or => 1,
            Kind::And => 2,
            Kind::Pipe => 3,
            Kind::Caret => 4,
            Kind::Amp => 5,
            Kind::Equal | Kind::NotEqual => 6,
            Kind::Less | Kind::LessEqual | Kind::Greater | Kind::GreaterEqual => 7,
            Kind::ShiftLeft | Kind::ShiftRight => 9,
            Kind::Plus | Kind::Minus => 10,
            Kind::Star | Kind::Slash | Kind::Percent => 11,
            _ => return None,
        })
    }
}
