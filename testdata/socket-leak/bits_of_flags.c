/* What one test of the bits of a variable has shown, another cannot deny. */
#define PTY     4
#define PASSIVE 1
#define ACTIVE  2

int run_ok(int flags)
{
    int s;
    if (~flags & PTY) {
        s = socket(AF_INET, SOCK_STREAM, 0);
        if (s == -1)
            return -1;
    }
    if (start() < 0) {
        if (!(flags & PTY))
            close(s);
        return -1;
    }
    if (flags & PTY)
        return 0;
    close(s);
    return 0;
}

int run_bad(int flags)
{
    int s;
    if (~flags & PTY) {
        s = socket(AF_INET, SOCK_STREAM, 0);
        if (s == -1)
            return -1;
    }
    if (start() < 0) {
        if (flags & PTY)
            close(s);
        return -1; //~ socket-leak
    }
    if (flags & PTY)
        return 0;
    close(s);
    return 0;
}

int fetch_ok(int command)
{
    int s = -1;
    if (command & (PASSIVE | ACTIVE)) {
        s = socket(AF_INET, SOCK_STREAM, 0);
        if (s == -1)
            return -1;
    }
    if (command & PASSIVE) {
        close(s);
        return 1;
    }
    if (command & ACTIVE) {
        close(s);
        return 2;
    }
    return 0;
}

/* The variable is another one by then. */
int fetch_bad(int command)
{
    int s = -1;
    if (command & (PASSIVE | ACTIVE)) {
        s = socket(AF_INET, SOCK_STREAM, 0);
        if (s == -1)
            return -1;
    }
    command = next_command();
    if (command & PASSIVE) {
        close(s);
        return 1;
    }
    if (command & ACTIVE) {
        close(s);
        return 2;
    }
    return 0; //~ socket-leak
}
