int kept_unsigned_bad(int fd, char *to, size_t left)
{
    while (left > 0) {
        size_t n = recv(fd, to, left, 0);
        if (n < 0) //~ eof-unhandled
            return -1;
        if (n == 0)
            return -1;
        to += n;
        left -= n;
    }
    return 0;
}

int kept_signed_ok(int fd, char *to, size_t left)
{
    while (left > 0) {
        ssize_t n = recv(fd, to, left, 0);
        if (n < 0)
            return -1;
        if (n == 0)
            return -1;
        to += n;
        left -= n;
    }
    return 0;
}
