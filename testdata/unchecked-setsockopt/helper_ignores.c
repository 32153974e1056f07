/* The wrapper hands the result on; ignoring the wrapper's result is not seen. */
static int reuse(int fd)
{
    int on = 1;
    return setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
}

void set_up_bad(int fd)
{
    reuse(fd); //~ FN unchecked-setsockopt: results of wrappers are not followed
}
