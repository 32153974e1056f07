/* What cannot be understood is told; the rest counts. */

void take(int fd, int how); // sockleak: owns(3) //~ invalid-annotation
// sockleak: closes(0), owns(2) //~ invalid-annotation
void end(int how, int fd);
// sockleak: frees(1) //~ invalid-annotation
void drop_it(int fd);
void lend(int fd); /* sockleak: keeps */ //~ invalid-annotation
// sockleak: closes(1), keeps(fd) //~ invalid-annotation
void both(int fd);
// sockleak: owns(fd) //~ invalid-annotation
void both(int fd);
int count; // sockleak: closes(1) //~ invalid-annotation
// sockleak: returns-socket //~ invalid-annotation
struct conn *dial(const char *host);
// sockleak: returns-sockets //~ invalid-suppression
int ring(const char *host);

int ended_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    end(1, fd); // sockleak: owns(2) //~ invalid-annotation
    return 0;
}

int both_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    both(fd);
    return 0;
}

int both_bad(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    both(fd);
    return send(fd, "x", 1, 0); //~ use-after-close
}

// sockleak: closes(1) //~ invalid-annotation
