// MFC 风格：CSocket 和 CAsyncSocket 的成员在析构函数中关闭。
#include "stdafx.h"

class CChatSocket : public CAsyncSocket
{
    DECLARE_DYNAMIC(CChatSocket)
public:
    CChatSocket(CChatDoc *pDoc);
    virtual void OnReceive(int nErrorCode);
    virtual void OnClose(int nErrorCode);
protected:
    CChatDoc *m_pDoc;
};

IMPLEMENT_DYNAMIC(CChatSocket, CAsyncSocket)

CChatSocket::CChatSocket(CChatDoc *pDoc)
{
    m_pDoc = pDoc;
}

void CChatSocket::OnReceive(int nErrorCode)
{
    char szBuf[512];
    int nRead = Receive(szBuf, sizeof(szBuf));

    if (nRead <= 0)
        return;
    m_pDoc->Show(szBuf, nRead);
    CAsyncSocket::OnReceive(nErrorCode);
}

class CChatDlg : public CDialog
{
public:
    CChatDlg(CWnd *pParent = NULL);
    enum { IDD = IDD_CHAT };
    afx_msg void OnConnect();
    afx_msg void OnProbe();
protected:
    virtual void DoDataExchange(CDataExchange *pDX);
    CChatSocket m_socket;
    CString m_strHost;
    DECLARE_MESSAGE_MAP()
};

BEGIN_MESSAGE_MAP(CChatDlg, CDialog)
    ON_BN_CLICKED(IDC_CONNECT, OnConnect)
    ON_BN_CLICKED(IDC_PROBE, OnProbe)
END_MESSAGE_MAP()

void CChatDlg::OnConnect()
{
    if (!m_socket.Create())
        return;
    if (!m_socket.Connect(m_strHost, 5150) && ::GetLastError() != WSAEWOULDBLOCK) {
        AfxMessageBox(_T("连接失败"));
        return;
    }
    CSocket probe;
    if (!probe.Create())
        return;
    probe.Connect(m_strHost, 7);
}

// 直接使用套接字，出错时忘记关闭。
void CChatDlg::OnProbe()
{
    SOCKET s = ::socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return;
    if (::connect(s, (LPSOCKADDR)&m_addr, sizeof(m_addr)) == SOCKET_ERROR) {
        AfxMessageBox(_T("探测失败"));
        return; //~ socket-leak
    }
    ::shutdown(s, SD_BOTH);
    ::closesocket(s);
}
