namespace Workflows.Approvals.Notifications;

/// <summary>What people and other systems are told of.</summary>
public enum NewsKind
{
    /// <summary>待办: work came to a seat or a person.</summary>
    Assigned,

    /// <summary>退回: a case came back to whoever applied.</summary>
    Returned,

    /// <summary>沟通、委派、加签、补正: somebody is asked beside a work item.</summary>
    Asked,

    /// <summary>What was asked has an answer.</summary>
    Answered,

    /// <summary>催办 by a person.</summary>
    Urged,

    /// <summary>The clock reminds of work, or a call of its deadline.</summary>
    Reminded,

    /// <summary>Overdue work was put before a higher seat (R23).</summary>
    Escalated,

    /// <summary>Work is due on another day, because an administrator changed the calendar of holidays.</summary>
    DueMoved,

    /// <summary>抄送、抄报、传阅: something to read.</summary>
    Copied,

    /// <summary>A case of the own unit has an outcome.</summary>
    Decided,

    /// <summary>A list with a case of the own unit was published.</summary>
    Published,

    /// <summary>A try of a webhook; nobody chooses it.</summary>
    Test,
}

/// <summary>What each kind means to whoever has chosen nothing.</summary>
public static class NewsKinds
{
    /// <summary>Everything that can be chosen.</summary>
    public static IReadOnlyList<NewsKind> All { get; } = [.. Enum.GetValues<NewsKind>().Where(kind => kind != NewsKind.Test)];

    /// <summary>When it is sent by e-mail: what is only to be read comes once a day, everything else at once.</summary>
    public static MailPace Pace(this NewsKind kind) => kind is NewsKind.Copied or NewsKind.Published ? MailPace.Daily : MailPace.Immediately;
}
