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
        ["Interim"] = new("中途节点", "Interim"),
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
        ["Issued"] = new("已编号", "Issued"),
        ["AllReceived"] = new("全部签收", "All received"),
        ["Overdue"] = new("逾期未签收", "Overdue"),
        ["Acknowledge"] = new("签收", "Acknowledge"),
        ["AcknowledgeAndForward"] = new("签收并转发", "Acknowledge and forward"),
        ["NotForUs"] = new("非本单位", "Not for us"),
        ["Dispatched"] = new("已派发", "Dispatched"),
        ["NeedsOverride"] = new("须批准破例", "Needs an override"),
        ["Expired"] = new("逾期未签", "Expired"),
        ["Recorded"] = new("登记", "Record"),
        ["Clear"] = new("无连续缺席", "Clear"),
        ["Warned"] = new("缺席提醒", "Warned"),
        ["ExitTriggered"] = new("触发退出", "Exit triggered"),
        ["LeaderLeft"] = new("组长单位已退出", "Leader unit left"),
        ["BelowMinimum"] = new("成员不足", "Too few members"),
        ["Met"] = new("已达到", "Met"),
        ["Shortfall"] = new("未达到", "Shortfall"),
        ["Plans"] = new("制订计划", "Plans"),
        ["HalfYear"] = new("半年到期", "Half-year"),
        ["YearEnd"] = new("年度终了", "Year end"),
        ["WrapUp"] = new("周期将满", "Wrap-up"),
        ["CycleEnd"] = new("周期届满", "Cycle end"),
        ["FeeNotice"] = new("下达缴费通知", "Fee notice"),
        ["OtherWork"] = new("交办其他工作", "Other work"),
        ["Ended"] = new("提前终止", "End early"),
        ["Listed"] = new("入选", "Listed"),
        ["Ranked"] = new("确定排序", "Decide the order"),
        ["WithinQuota"] = new("限额以内", "Within the quota"),
        ["OverQuota"] = new("超出限额", "Over the quota"),
        ["Complete"] = new("确认汇总", "Complete"),
        ["Inconsistent"] = new("不一致，退回更正", "Inconsistent"),
        ["Uploaded"] = new("登记上报", "Uploaded"),
        ["Failed"] = new("上传失败", "Failed"),
        ["NotListed"] = new("未入选", "Not listed"),
    };

    /// <summary>Every outcome that has words.</summary>
    public static IReadOnlyCollection<string> Names => Words.Keys;

    /// <summary>The words of an outcome; a name that has none stands for itself.</summary>
    public static Label Of(string outcome) => Words.GetValueOrDefault(outcome) ?? new Label(outcome, outcome);
}
