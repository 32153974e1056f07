/* Nobody knows what the strange statements do with `fd`: a leak is at most possible, so not shown. */
int strange_assignment_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    owner := fd;
    return 0;
}

int strange_words_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    LET owner BE fd IN
    return 0;
}

int strange_sign_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    @give fd to them;
    return 0; //~ FP socket-leak: what is opaque here has lost its words
}

int strange_block_ok(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    foreach it in fd { give(it, fd); }
    return 0; //~ FP socket-leak: the statement is lost, not opaque
}
