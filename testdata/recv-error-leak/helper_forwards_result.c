static int get(int s, char *buf)
{
    return recv(s, buf, 64, 0);
}

int client_bad(char *buf)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (get(s, buf) < 0)
        return -1; //~ recv-error-leak
    close(s);
    return 0;
}

int client_ok(char *buf)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int n;
    if (s < 0)
        return -1;
    n = get(s, buf);
    close(s);
    return n;
}
