//! Lines that fit into a terminal.

/// What stands before a note: the room for line numbers and the sign.
const GUTTER: usize = 9;

/// Fewer columns than these make no better reading than lines that the terminal breaks.
const LEAST: usize = 30;

/// A note with a line end in place of a blank wherever a line would not fit; as it is where nothing tells how much room there
/// is. Words stay whole.
pub fn wrapped(text: &str, width: Option<usize>) -> String {
    let Some(room) = width.map(|width| width.saturating_sub(GUTTER)).filter(|room| *room >= LEAST) else {
        return text.to_owned();
    };
    let (mut out, mut column) = (String::with_capacity(text.len() + 4), 0);
    for word in text.split(' ') {
        let len = word.chars().count();
        match column {
            0 => {}
            _ if column + 1 + len > room => {
                out.push('\n');
                column = 0;
            }
            _ => {
                out.push(' ');
                column += 1;
            }
        }
        out.push_str(word);
        column += len;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        let text = "close the socket on the way to this exit, or hand it to something that will close it";
        assert_eq!(wrapped(text, None), text);
        assert_eq!(wrapped(text, Some(20)), text);
        let lines = wrapped(text, Some(50));
        assert!(lines.lines().all(|line| line.len() <= 41) && lines.lines().count() == 3, "{lines}");
        assert_eq!(lines.replace('\n', " "), text);
    }
}
