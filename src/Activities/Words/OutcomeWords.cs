using Workflows.Approvals;

namespace Workflows.Activities.Words;

/// <summary>
/// The outcomes of our activities as people read them: on the ports of a chart and on the buttons of a work item.
/// A <see cref="DecisionTask"/>'s choices are their own words and do not stand here.
/// </summary>
public static class OutcomeWords
{
    private static readonly Dictionary<string, Label> Words = new()
    {
        ["Submitted"] = new("已提交", "Submitted"),
        ["Recalled"] = new("已撤回", "Recalled"),
        ["DeadlinePassed"] = new("逾期未提交", "Deadline passed"),
        ["Valid"] = new("有效", "Valid"),
        ["Invalid"] = new("无效", "Invalid"),
        ["Found"] = new("已确定", "Found"),
        ["Skipped"] = new("不适用", "Not applicable"),
        ["NotFound"] = new("未找到", "Not found"),
        ["Approve"] = new("同意", "Approve"),
        ["Return"] = new("退回修改", "Return"),
        ["Reject"] = new("不同意", "Reject"),
        ["Signed"] = new("签字", "Sign"),
        ["Declined"] = new("不签", "Decline"),
        ["Sealed"] = new("盖章", "Seal"),
        ["Refused"] = new("不予盖章", "Refuse to seal"),
        ["Accepted"] = new("收件", "Accept"),
        ["Incomplete"] = new("材料不全", "Incomplete"),
        ["Late"] = new("逾期", "Late"),
        ["Done"] = new("完成", "Done"),
        ["Closed"] = new("截止", "Close"),
        ["Assigned"] = new("完成分派", "Assign"),
        ["Scored"] = new("提交评分", "Submit scores"),
        ["Completed"] = new("评定完成", "Completed"),
        ["QuorumNotReached"] = new("专家人数不足", "Quorum not reached"),
        ["Decided"] = new("决定", "Decide"),
        ["Returned"] = new("退回评定", "Back to the experts"),
        ["NoObjection"] = new("无异议", "No objection"),
        ["Objection"] = new("有异议", "Objection"),
        ["Filed"] = new("备案", "File"),
        ["Objected"] = new("提出异议", "Object"),
        ["NotRequired"] = new("无须备案", "Not required"),
        ["Published"] = new("公布", "Publish"),
        ["Blocked"] = new("未备案，不得公布", "Blocked: not filed"),
        ["Listed"] = new("入选", "Listed"),
        ["NotListed"] = new("未入选", "Not listed"),
    };

    /// <summary>Every outcome that has words.</summary>
    public static IReadOnlyCollection<string> Names => Words.Keys;

    /// <summary>The words of an outcome; a name that has none stands for itself.</summary>
    public static Label Of(string outcome) => Words.GetValueOrDefault(outcome) ?? new Label(outcome, outcome);
}
