#define close_on_error(s)

int open_bad(const struct sockaddr *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (connect(s, addr, sizeof(*addr)) != 0) {
        close_on_error(s);
        return -1; //~ socket-leak
    }
    return s;
}
