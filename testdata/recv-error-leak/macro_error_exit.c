#define FAIL_IF(x) do { if (x) { perror(#x); return -1; } } while (0)
#define STOP_IF(x) do { if (x) return -1; } while (0)

int fetch_bad(int listener, char *buf)
{
    int n, s = accept(listener, NULL, NULL);
    STOP_IF(s < 0);
    n = recv(s, buf, 64, 0);
    STOP_IF(n < 0); //~ recv-error-leak
    close(s);
    return n;
}
