static int step(int s)
{
    char line[64];
    int n = recv(s, line, sizeof(line), 0);
    if (n == 0)
        return 1;
    return 0;
}

int client_bad(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (step(s) == 1)
        return -1; //~ eof-leak
    close(s);
    return 0;
}

int client_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (step(s) == 1) {
        close(s);
        return -1;
    }
    close(s);
    return 0;
}
