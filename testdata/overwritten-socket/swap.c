void swap_ok(void)
{
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET6, SOCK_STREAM, 0);
    int t = a;
    a = b;
    b = t;
    if (a >= 0)
        close(a);
    if (b >= 0)
        close(b);
}
