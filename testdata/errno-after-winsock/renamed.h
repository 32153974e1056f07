#ifdef _WIN32
#include <winsock2.h>
#if defined(__cplusplus)
namespace Ours {
int WSASocket(int a, int t, int p, LPWSAPROTOCOL_INFO i, GROUP g, DWORD f);
}
#define WSASocket(a,t,p,i,g,f) Ours::WSASocket(a,t,p,i,g,f)
#endif
#endif
