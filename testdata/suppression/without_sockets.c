/* Comments in a file that has nothing to do with sockets are told all the same. */

int twice(int a)
{
    // sockleak: ignore[eof-leak] -- copied from elsewhere //~ unused-suppression
    return a * 2; // sockleak: ignored[eof-leak] //~ invalid-suppression
}

// About sockleak: ignore[eof-leak] would silence a finding here.
const char *text = "// sockleak: ignore[eof-leak]";

// sockleak: ignore-file[socket-leak] //~ unused-suppression
// sockleak: ignore[socket-leak] //~ unused-suppression
