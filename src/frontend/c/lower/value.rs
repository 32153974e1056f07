//! Expressions as values and for their effects.

use super::context::{Lowerer, children, field, parts};
use super::literal;
use crate::frontend::c::syntax::Node;
use crate::ir::{Const, Name, Operand, PlaceId, Rvalue};
use crate::source::Span;

impl<'a> Lowerer<'a> {
    /// `node` without parentheses, casts, `__extension__` and hints such as `likely`.
    pub(super) fn strip(&self, mut node: Node<'a>) -> Node<'a> {
        loop {
            let inner = match node.kind() {
                "parenthesized_expression" | "extension_expression" => parts(node).first().copied(),
                "cast_expression" => field(node, "value"),
                "call_expression" => self.hinted(node),
                "co_await_expression" => field(node, "argument"),
                "parameter_pack_expansion" => field(node, "pattern"),
                _ => None,
            };
            match inner {
                Some(inner) => node = inner,
                None => return node,
            }
        }
    }

    /// The value of `node`, after its effects.
    pub(super) fn value(&mut self, node: Node<'a>) -> Operand {
        let value = self.rvalue(node);
        let span = self.span(node);
        self.operand(value, span)
    }

    /// A fresh temporary that holds the value of `node`.
    pub(super) fn hold(&mut self, node: Node<'a>) -> PlaceId {
        let span = self.span(node);
        let temp = self.builder.temp(span);
        if self.returns_pointer(node) {
            self.mark_pointer(temp);
        }
        self.store(temp, node, span);
        temp
    }

    /// Whether `node` calls a function that is declared to return a pointer.
    fn returns_pointer(&self, node: Node<'a>) -> bool {
        let name = field(node, "function").map(|name| self.source(name)).filter(|_| node.kind() == "call_expression");
        name.and_then(|name| self.env.functions.get(name)).is_some_and(crate::ir::Ty::is_pointer)
    }

    /// A temporary turned out to hold an address.
    pub(super) fn mark_pointer(&mut self, temp: PlaceId) {
        let function = self.builder.function_mut();
        if let Some(local) = function.places.root_local(temp)
            && function.local(local).kind == crate::ir::LocalKind::Temp
        {
            function.locals[local.0 as usize].ty.pointers = 1;
        }
    }

    /// The operand as it is now, whatever is assigned later.
    pub(super) fn keep(&mut self, operand: Operand, span: Span) -> Operand {
        let Operand::Copy(_) = operand else { return operand };
        let temp = self.builder.temp(span);
        self.assign(temp, Rvalue::Use(operand), span);
        Operand::Copy(temp)
    }

    /// What an assignment of `node` would store, after its effects.
    pub(super) fn rvalue(&mut self, node: Node<'a>) -> Rvalue {
        let node = self.strip(node);
        match node.kind() {
            "identifier" | "null" | "true" | "false" => Rvalue::Use(self.named_value(self.source(node))),
            "number_literal" => self.literal(literal::integer(self.source(node))),
            "char_literal" => self.literal(literal::character(self.source(node))),
            "string_literal" | "concatenated_string" => Rvalue::Use(Operand::Const(literal::text(self.source(node)))),
            "field_expression" | "subscript_expression" => Rvalue::Use(Operand::Copy(self.place(node))),
            "pointer_expression" => self.pointer_value(node),
            "assignment_expression" => Rvalue::Use(Operand::Copy(self.assignment(node))),
            "update_expression" => Rvalue::Use(self.update(node)),
            "unary_expression" => self.unary(node, None),
            "binary_expression" if !self.is_logical(node) => self.arithmetic(node, None),
            "comma_expression" => {
                self.left_of_comma(node);
                field(node, "right").map_or(Rvalue::Unknown, |right| self.rvalue(right))
            }
            "call_expression"
            | "binary_expression"
            | "conditional_expression"
            | "compound_statement"
            | "compound_literal_expression" => Rvalue::Use(Operand::Copy(self.hold(node))),
            "gnu_asm_expression" => self.assembly(node),
            "sizeof_expression" => Rvalue::Use(Operand::Const(Const::Sym(self.size(node)))),
            // `sizeof` and its kin evaluate nothing.
            _ => self.cpp_rvalue(node),
        }
    }

    /// A size, by what it is of.
    fn size(&self, node: Node<'a>) -> Name {
        let of = field(node, "value").map(|value| self.strip(value)).or_else(|| field(node, "type"));
        let words: Vec<&str> = of.map_or("", |of| self.source(of)).split_ascii_whitespace().collect();
        format!("sizeof({})", words.join(" ")).as_str().into()
    }

    fn literal(&self, value: Option<i64>) -> Rvalue {
        value.map_or(Rvalue::Unknown, |value| Rvalue::Use(Operand::int(value)))
    }

    /// Stores the value of `node` into `dest`; `span` is the assignment's.
    pub(super) fn store(&mut self, dest: PlaceId, node: Node<'a>, span: Span) {
        let node = self.strip(node);
        match node.kind() {
            _ if self.cpp_store(dest, node, span) => {}
            "call_expression" => self.call_into(node, dest),
            "conditional_expression" => self.store_choice(dest, node, span),
            "compound_statement" => self.statement_expression(node, Some((dest, span))),
            "initializer_list" => self.init_list(dest, None, node, span),
            "compound_literal_expression" => self.store_compound_literal(dest, node, span),
            "comma_expression" => {
                self.left_of_comma(node);
                if let Some(right) = field(node, "right") {
                    self.store(dest, right, span);
                }
            }
            _ if self.is_logical(node) => self.store_truth(dest, node, 1, span),
            "binary_expression" => {
                let value = self.arithmetic(node, Some(dest));
                self.assign(dest, value, span);
            }
            "unary_expression" => {
                let value = self.unary(node, Some(dest));
                self.assign(dest, value, span);
            }
            _ => {
                let value = self.rvalue(node);
                self.assign(dest, value, span);
            }
        }
    }

    /// `truth` where the condition holds, else 0.
    pub(super) fn store_truth(&mut self, dest: PlaceId, node: Node<'a>, truth: i64, span: Span) {
        let [holds, fails, after] = [(); 3].map(|()| self.builder.new_block());
        self.cond(node, holds, fails);
        for (block, value) in [(holds, truth), (fails, 0)] {
            self.builder.switch_to(block);
            self.assign(dest, Rvalue::Use(Operand::int(value)), span);
            self.builder.goto(after);
        }
        self.builder.switch_to(after);
    }

    /// `a ? b : c`, and GNU's `a ?: c`.
    fn store_choice(&mut self, dest: PlaceId, node: Node<'a>, span: Span) {
        let (Some(cond), Some(otherwise)) = (field(node, "condition"), field(node, "alternative")) else {
            return self.assign(dest, Rvalue::Unknown, span);
        };
        let [holds, fails, after] = [(); 3].map(|()| self.builder.new_block());
        match field(node, "consequence") {
            Some(then) => {
                self.cond(cond, holds, fails);
                self.builder.switch_to(holds);
                self.store(dest, then, span);
            }
            None => {
                let value = self.value(cond);
                self.branch_on(value.clone(), holds, fails, self.span(cond));
                self.builder.switch_to(holds);
                self.assign(dest, Rvalue::Use(value), span);
            }
        }
        self.builder.goto(after);
        self.builder.switch_to(fails);
        self.store(dest, otherwise, span);
        self.builder.goto(after);
        self.builder.switch_to(after);
    }

    /// `({ ... })`: the value is that of the last statement, taken before the block's variables end.
    pub(super) fn statement_expression(&mut self, node: Node<'a>, dest: Option<(PlaceId, Span)>) {
        let all = children(node);
        let last = all.iter().rposition(|child| child.is_named() && child.kind() != "comment");
        let outer = self.statement;
        self.scopes.open();
        let mut at = 0;
        while at < all.len() {
            match dest {
                Some((dest, span)) if Some(at) == last => {
                    self.last_value(dest, all[at], span);
                    at += 1;
                }
                _ => at += self.statement_of(&all, at),
            }
        }
        self.close_block(node);
        self.statement = outer;
    }

    fn last_value(&mut self, dest: PlaceId, statement: Node<'a>, span: Span) {
        let value = parts(statement).first().copied();
        match value {
            Some(value) if statement.kind() == "expression_statement" && !self.is_broken(statement) => {
                self.pass_comments(statement.start_byte());
                self.statement = (statement.start_byte(), statement.end_byte());
                self.store(dest, value, span);
            }
            _ => {
                self.stmt(statement);
                self.assign(dest, Rvalue::Unknown, span);
            }
        }
    }

    /// Lowers `node` where nobody looks at its value; `is_void` says that a cast makes that explicit.
    pub(super) fn effect(&mut self, node: Node<'a>, is_void: bool) {
        match node.kind() {
            "cast_expression" => {
                let to_void = field(node, "type").is_some_and(|ty| self.source(ty).trim() == "void");
                if let Some(value) = field(node, "value") {
                    self.effect(value, is_void || to_void);
                }
                return;
            }
            "parenthesized_expression" | "extension_expression" => {
                parts(node).into_iter().for_each(|part| self.effect(part, is_void));
                return;
            }
            _ => {}
        }
        let node = self.strip(node);
        match node.kind() {
            "call_expression" if self.makes_object(node) => drop(self.hold(node)),
            "call_expression" => self.call_ignored(node, is_void),
            "comma_expression" => {
                self.left_of_comma(node);
                field(node, "right").into_iter().for_each(|right| self.effect(right, is_void));
            }
            "conditional_expression" => self.effect_choice(node, is_void),
            "compound_statement" => self.statement_expression(node, None),
            "update_expression" => self.step(node),
            _ if self.is_short_circuit(node) => self.effect_short_circuit(node, is_void),
            _ => drop(self.rvalue(node)),
        }
    }

    fn left_of_comma(&mut self, node: Node<'a>) {
        if let Some(left) = field(node, "left") {
            self.effect(left, false);
        }
    }

    fn effect_choice(&mut self, node: Node<'a>, is_void: bool) {
        let Some(cond) = field(node, "condition") else { return };
        let [holds, fails, after] = [(); 3].map(|()| self.builder.new_block());
        self.cond(cond, holds, fails);
        for (block, arm) in [(holds, "consequence"), (fails, "alternative")] {
            self.builder.switch_to(block);
            field(node, arm).into_iter().for_each(|arm| self.effect(arm, is_void));
            self.builder.goto(after);
        }
        self.builder.switch_to(after);
    }

    /// `ready && send_it();`: the left side decides, nobody looks at the right side.
    fn effect_short_circuit(&mut self, node: Node<'a>, is_void: bool) {
        let (Some(left), Some(right)) = (field(node, "left"), field(node, "right")) else { return };
        let [more, after] = [(); 2].map(|()| self.builder.new_block());
        match self.operator(node) {
            "&&" => self.cond(left, more, after),
            _ => self.cond(left, after, more),
        }
        self.builder.switch_to(more);
        self.effect(right, is_void);
        self.builder.goto(after);
        self.builder.switch_to(after);
    }

    /// Assembly is ignored, except that its outputs change.
    fn assembly(&mut self, node: Node<'a>) -> Rvalue {
        let outputs = field(node, "output_operands").map(parts).unwrap_or_default();
        for value in outputs.into_iter().filter_map(|output| field(output, "value")) {
            let (place, span) = (self.place(value), self.span(value));
            self.assign(place, Rvalue::Unknown, span);
        }
        Rvalue::Unknown
    }
}
