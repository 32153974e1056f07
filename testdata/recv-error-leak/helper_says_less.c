/* The helper folds error and end into one value: the exit stands for both. */
static int get_line(int s, char *buf)
{
    int n = recv(s, buf, 64, 0);
    if (n <= 0)
        return 0;
    return 1;
}

int client_bad(char *buf)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (!get_line(s, buf))
        return -1; //~ eof-leak
    close(s);
    return 0;
}
