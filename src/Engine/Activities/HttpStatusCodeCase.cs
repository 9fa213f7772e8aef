namespace Elsa.Http;

/// <summary>What runs when a response has this status.</summary>
public class HttpStatusCodeCase
{
    public HttpStatusCodeCase()
    {
    }

    public HttpStatusCodeCase(int statusCode, IActivity activity)
    {
        StatusCode = statusCode;
        Activity = activity;
    }

    public int StatusCode { get; set; }
    public IActivity? Activity { get; set; }
}
